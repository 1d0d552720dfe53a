package io.darwinexporter.internal.linux.procfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class ProcPidCmdlineTest {

    private static final int MOST = 4096;

    @Test
    void argumentsAreSplitAtTheirEnds() {
        assertThat(parse("java\0-cp\0a b\0Main\0", 18)).containsExactly("java", "-cp", "a b", "Main");
        assertThat(parse("java\0-cp\0a b\0Main\0", 0)).containsExactly("java", "-cp", "a b", "Main");
    }

    @Test
    void emptyArgumentsInBetweenCount() {
        assertThat(parse("sh\0\0x\0", 6)).containsExactly("sh", "", "x");
    }

    @Test
    void nothingGivesNoArguments() {
        assertThat(parse("", 0)).isEmpty();
        assertThat(parse("\0\0\0", 3)).isEmpty();
    }

    @Test
    void titleIsOneArgumentWithoutItsPadding() {
        assertThat(parse("nginx: worker process\0\0\0\0\0\0", 27)).containsExactly("nginx: worker process");
        assertThat(parse("postgres: idle      ", 20)).containsExactly("postgres: idle");
    }

    @Test
    void titleThatRunsIntoTheEnvironmentIsCutAtTheEndOfTheArguments() {
        assertThat(parse("title exactlySECRET=x\0", 13)).containsExactly("title exactly");
    }

    @Test
    void whereTheEndOfTheArgumentsIsNotToldNothingLikeAVariableIsShown() {
        assertThat(parse("title exactlySECRET=x y\0", 0)).containsExactly("title");
        assertThat(parse("titleSECRET=x y\0", 0)).isEmpty();
        assertThat(parse("SECRET=x", 0)).isEmpty();
        assertThat(parse("nginx: worker process\0", 0)).containsExactly("nginx: worker process");
    }

    @Test
    void badBytesBecomeReplacementCharacters() {
        byte[] bytes = { 'a', (byte) 0xff, 0, 'b', 0 };
        assertThat(ProcPidCmdline.parse(bytes, bytes.length, bytes.length, MOST)).containsExactly("a\uFFFD", "b");
    }

    @Test
    void theNumberOfArgumentsIsBounded() {
        assertThat(parse("x\0".repeat(5000), 10_000)).hasSize(4096);
    }

    @Test
    void everyPrefixIsSplit() {
        Fixture file = Fixture.of("2001/cmdline");
        for (int length = 0; length <= file.length(); length++) {
            List<String> arguments = ProcPidCmdline.parse(file.bytes(), length, file.length(), MOST);
            assertThat(String.join("", arguments)).hasSizeLessThanOrEqualTo(length);
        }
        assertThat(ProcPidCmdline.parse(file.bytes(), file.length(), file.length(), MOST))
                .containsExactly("/usr/bin/python3", "/srv/app/main.py", "--port=80");
    }

    private static List<String> parse(String text, long argumentBytes) {
        byte[] bytes = text.getBytes(UTF_8);
        return ProcPidCmdline.parse(bytes, bytes.length, argumentBytes, MOST);
    }
}

package io.darwinexporter.internal.linux.procfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class ProcPidCgroupTest {

    private static final String TWO_VERSIONS = """
            12:cpu,cpuacct:/system.slice/cron.service
            1:name=systemd:/system.slice/a:b.service
            0::/init.scope
            """;

    private static List<String> parse(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        return ProcPidCgroup.parse(bytes, bytes.length);
    }

    @Test
    void eachLineHasAPathBehindItsSecondColon() {
        assertThat(parse(TWO_VERSIONS)).containsExactly("/system.slice/cron.service", "/system.slice/a:b.service",
                "/init.scope");
    }

    @Test
    void aLineThatIsCutOffIsLeftOut() {
        byte[] bytes = TWO_VERSIONS.getBytes(UTF_8);
        for (int length = 0; length < bytes.length; length++) {
            assertThat(ProcPidCgroup.parse(bytes, length)).hasSizeLessThan(3).doesNotContain("/init.scop");
        }
    }

    @Test
    void whatIsNoLineOfCgroupsHasNoPath() {
        assertThat(parse("nothing\n1:two\n")).isEmpty();
        assertThat(parse("")).isEmpty();
    }
}

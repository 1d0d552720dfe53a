package io.darwinexporter.internal.linux.procfs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcPidStatTest {

    private final ProcPidStat stat = new ProcPidStat();

    @Test
    void everyFieldIsReadFromItsPlace() {
        Fixture file = Fixture.of("2001/stat");
        assertThat(stat.parse(file.bytes(), file.length())).isTrue();
        assertThat(stat.state()).isEqualTo('S');
        assertThat(stat.parentPid()).isEqualTo(1);
        assertThat(stat.isKernelThread()).isFalse();
        assertThat(stat.minorFaults()).isEqualTo(1183);
        assertThat(stat.childrenMinorFaults()).isEqualTo(30);
        assertThat(stat.majorFaults()).isEqualTo(7);
        assertThat(stat.childrenMajorFaults()).isEqualTo(2);
        assertThat(stat.userTicks()).isEqualTo(1250);
        assertThat(stat.systemTicks()).isEqualTo(75);
        assertThat(stat.childrenUserTicks()).isEqualTo(10);
        assertThat(stat.childrenSystemTicks()).isEqualTo(5);
        assertThat(stat.priority()).isEqualTo(20);
        assertThat(stat.threads()).isEqualTo(3);
        assertThat(stat.startTicks()).isEqualTo(267731);
        assertThat(stat.virtualBytes()).isEqualTo(165330944);
        assertThat(stat.residentPages()).isEqualTo(2214);
        assertThat(stat.stackStart()).isEqualTo(140733003223024L);
        assertThat(stat.argumentBytes()).isEqualTo(45);
    }

    @Test
    void commandWithParenthesesIsReadWhole() {
        Fixture file = Fixture.of("2001/stat");
        assertThat(stat.parse(file.bytes(), file.length())).isTrue();
        assertThat(command(file.bytes())).isEqualTo("a b ) ( c d");
    }

    @Test
    void commandMayBeEmptyOrHoldLineEndsAndLookLikeFields() {
        for (String command : new String[] { "", ")", "((", "a\nb", "\t", "x) S 1 2 3 4\n5" }) {
            byte[] bytes = ("7 (" + command + ") R -1" + " 5".repeat(45) + "\n").getBytes(ISO_8859_1);
            assertThat(stat.parse(bytes, bytes.length)).as(command).isTrue();
            assertThat(command(bytes)).isEqualTo(command);
            assertThat(stat.state()).isEqualTo('R');
            assertThat(stat.parentPid()).isEqualTo(-1);
            assertThat(stat.threads()).isEqualTo(5);
        }
    }

    @Test
    void kernelThreadIsTold() {
        Fixture file = Fixture.of("60/stat");
        assertThat(stat.parse(file.bytes(), file.length())).isTrue();
        assertThat(stat.isKernelThread()).isTrue();
    }

    @Test
    void zombieIsTold() {
        Fixture file = Fixture.of("4001/stat");
        assertThat(stat.parse(file.bytes(), file.length())).isTrue();
        assertThat(stat.state()).isEqualTo('Z');
        assertThat(stat.userTicks()).isEqualTo(42);
    }

    @Test
    void argumentsOfProcessesThatMayNotBeTracedHaveNoSize() {
        byte[] bytes = ("7 (a) R" + " 5".repeat(44) + " 0 0 0 0 0 0 0\n").getBytes(ISO_8859_1);
        assertThat(stat.parse(bytes, bytes.length)).isTrue();
        assertThat(stat.argumentBytes()).isZero();
    }

    @Test
    void lineOfAnOldKernelWithoutTheLastFieldsIsRead() {
        byte[] bytes = ("7 (a) R" + " 5".repeat(21) + "\n").getBytes(ISO_8859_1);
        assertThat(stat.parse(bytes, bytes.length)).isTrue();
        assertThat(stat.argumentBytes()).isZero();
    }

    @Test
    void linesThatAreNoneAreRefused() {
        for (String text : new String[] { "", "\n", "7", "7 (", "7 (a", "7 (a)", "7 (a) ", "7 (a) S\n", ")(\n",
                "7 (a) S 1 2 x 4" + " 5".repeat(30) + "\n" }) {
            byte[] bytes = text.getBytes(ISO_8859_1);
            assertThat(stat.parse(bytes, bytes.length)).as(text).isFalse();
        }
    }

    @Test
    void everyPrefixIsRefused() {
        Fixture.of("2001/stat").everyPrefixIsRefusedOrReadRightly(stat::parse,
                () -> new long[] { stat.userTicks(), stat.startTicks(), stat.residentPages(), stat.argumentBytes() });
    }

    private String command(byte[] bytes) {
        return new String(bytes, stat.commandStart(), stat.commandEnd() - stat.commandStart(), ISO_8859_1);
    }
}

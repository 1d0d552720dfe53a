package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** Many processes with long command lines. */
@EnabledOnOs(OS.LINUX)
@ParameterizedClass(name = "saving {0}")
@ValueSource(booleans = { true, false })
class CommandLineRoomTest extends OnFakeProcfs {

    private static final int FIRST = 10;
    private static final int PROCESSES = 100;
    private static final String LONG = "x".repeat(100_000);
    private static final int LARGEST_LINE = 64 * 1024;
    private static final int LARGEST_BEGINNING = 512;
    private static final int ROOM_CHARACTERS = 4 * 1024 * 1024;

    CommandLineRoomTest(boolean saving) {
        super(saving);
    }

    @Test
    void manyLongCommandLinesTakeNoMoreMemoryThanThereIs() throws Exception {
        for (int pid = FIRST; pid < FIRST + PROCESSES; pid++) {
            procfs.process(pid).commandLine("app\0" + pid + "\0" + LONG + "\0").write();
        }
        open(true);
        collect();
        int all = 0;
        int whole = 0;
        for (int pid = FIRST; pid < FIRST + PROCESSES; pid++) {
            assertThat(arguments(pid)).startsWith("app", Integer.toString(pid));
            all += characters(pid);
            whole += characters(pid) > LARGEST_BEGINNING ? 1 : 0;
        }
        assertThat(whole).isGreaterThan(ROOM_CHARACTERS / LARGEST_LINE - 5);
        assertThat(all).isLessThan(ROOM_CHARACTERS + LARGEST_LINE + PROCESSES * LARGEST_BEGINNING);

        // What has been read whole stays so.
        for (int i = 0; i < 40; i++) {
            collect();
        }
        int stillWhole = 0;
        for (int pid = FIRST; pid < FIRST + PROCESSES; pid++) {
            stillWhole += characters(pid) > LARGEST_BEGINNING ? 1 : 0;
        }
        assertThat(stillWhole).isEqualTo(whole);
    }

    @Test
    void manyShortArgumentsTakeMemoryToo() throws Exception {
        for (int pid = FIRST; pid < FIRST + PROCESSES; pid++) {
            procfs.process(pid).commandLine("x\0".repeat(5000)).write();
        }
        open(true);
        collect();
        int all = 0;
        int most = 0;
        for (int pid = FIRST; pid < FIRST + PROCESSES; pid++) {
            all += arguments(pid).size();
            most = Math.max(most, arguments(pid).size());
        }
        assertThat(most).isEqualTo(4096);
        assertThat(all).isLessThan(200_000);
    }

    @Test
    void whenProcessesHaveGoneOthersAreReadWhole() throws Exception {
        int last = FIRST + PROCESSES;
        for (int pid = FIRST; pid <= last; pid++) {
            procfs.process(pid).commandLine("app\0" + LONG + "\0").write();
        }
        open(true);
        collect();
        int cut = last;
        while (characters(cut) > LARGEST_BEGINNING) {
            cut--;
        }
        for (int pid = FIRST; pid <= last; pid++) {
            if (pid != cut) {
                procfs.delete(Integer.toString(pid));
            }
        }
        for (int i = 0; i < 40; i++) {
            collect();
        }
        assertThat(characters(cut)).isBetween(LARGEST_LINE - 10, LARGEST_LINE);
    }

    @Test
    void programInThePlaceOfAnotherGivesItsRoomBack() throws Exception {
        for (int pid = FIRST; pid < FIRST + PROCESSES; pid++) {
            procfs.process(pid).commandLine("app\0" + LONG + "\0").write();
        }
        open(true);
        collect();
        for (int pid = FIRST; pid < FIRST + PROCESSES; pid++) {
            procfs.process(pid).command("other").commandLine("other\0").write();
        }
        collect();
        procfs.process(FIRST).command("third").commandLine("third\0" + LONG + "\0").write();
        collect();
        assertThat(characters(FIRST)).isBetween(LARGEST_LINE - 10, LARGEST_LINE);
    }

    private List<String> arguments(int pid) {
        return snapshot.arguments(row(pid));
    }

    private int characters(int pid) {
        int characters = 0;
        for (String argument : arguments(pid)) {
            characters += argument.length();
        }
        return characters;
    }
}

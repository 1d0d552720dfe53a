package io.darwinexporter.internal.linux.procfs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Files of any content: parsers refuse them or find something in them, and stay within the bytes that were read. */
class DamagedFilesTest {

    private static final int ROUNDS = 40_000;
    private static final String[] FILES = { "2001/stat", "60/stat", "4001/stat", "2001/status", "60/status", "2001/io",
            "2001/statm", "2001/cmdline", "2001/smaps_rollup", "2001/schedstat", "2001/limits", "stat", "meminfo" };
    private static final byte[] TELLING = "()-: \n\t\0/=0123456789".getBytes(US_ASCII);

    private final Random random = new Random(20261123);
    private final List<byte[]> files = new ArrayList<>();
    private byte[] bytes = new byte[0];
    private int length;
    private int round;
    private int taken;

    @BeforeEach
    void readFiles() {
        for (String file : FILES) {
            files.add(Fixture.of(file).bytes());
        }
    }

    /** Takes one of the files, changes some bytes, copies pieces over others, and cuts it. */
    private boolean next() {
        byte[] file = files.get(random.nextInt(files.size()));
        bytes = Arrays.copyOf(file, file.length + random.nextInt(32));
        length = random.nextInt(8) == 0 ? random.nextInt(bytes.length + 1) : file.length;
        for (int changes = random.nextInt(6); changes > 0; changes--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(3)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = TELLING[random.nextInt(TELLING.length)];
                default -> {
                    int from = random.nextInt(bytes.length);
                    System.arraycopy(bytes, from, bytes, at, Math.min(random.nextInt(40), bytes.length - Math.max(from, at)));
                }
            }
        }
        if (length > 0 && random.nextInt(3) > 0) {
            bytes[length - 1] = '\n';
        }
        return round++ < ROUNDS;
    }

    @Test
    void commandOfAStatFileLiesWithinIt() {
        ProcPidStat stat = new ProcPidStat();
        while (next()) {
            if (stat.parse(bytes, length)) {
                taken++;
                assertThat(stat.commandStart()).isBetween(1, stat.commandEnd());
                assertThat(stat.commandEnd()).isLessThan(length);
                stat.stackStart();
                assertThat(stat.argumentBytes()).isNotNegative();
            }
        }
        assertThat(taken).isBetween(ROUNDS / 20, ROUNDS * 9 / 10);
    }

    @Test
    void argumentsNeverHaveMoreThanWasRead() {
        while (next()) {
            long argumentBytes = random.nextBoolean() ? 0 : random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(300);
            List<String> arguments = ProcPidCmdline.parse(bytes, length, argumentBytes, 100);
            assertThat(arguments).hasSizeLessThanOrEqualTo(100);
            int characters = 0;
            for (String argument : arguments) {
                characters += argument.length();
            }
            assertThat(characters).isLessThanOrEqualTo(argumentBytes > 0 ? (int) Math.min(length, argumentBytes) : length);
        }
    }

    @Test
    void allOtherFilesAreTakenOrRefused() {
        ProcPidStatus status = new ProcPidStatus();
        ProcPidIo io = new ProcPidIo();
        ProcPidStatm statm = new ProcPidStatm();
        ProcPidSmapsRollup rollup = new ProcPidSmapsRollup();
        ProcPidSchedstat schedstat = new ProcPidSchedstat();
        ProcStat hostStat = new ProcStat();
        MemInfo memInfo = new MemInfo();
        ProcPidLimits limits = new ProcPidLimits();
        while (next()) {
            int accepted = 0;
            accepted += status.parse(bytes, length) ? 1 : 0;
            accepted += io.parse(bytes, length) ? 1 : 0;
            accepted += statm.parse(bytes, length) ? 1 : 0;
            accepted += rollup.parse(bytes, length) ? 1 : 0;
            accepted += schedstat.parse(bytes, length) ? 1 : 0;
            accepted += hostStat.parse(bytes, length) ? 1 : 0;
            accepted += limits.parse(bytes, length) ? 1 : 0;
            accepted += memInfo.parse(bytes, length) ? 1 : 0;
            for (String path : ProcPidCgroup.parse(bytes, length)) {
                assertThat(path.length()).isLessThan(length);
            }
            taken += accepted > 0 ? 1 : 0;
        }
        assertThat(taken).isBetween(ROUNDS / 20, ROUNDS * 9 / 10);
    }
}

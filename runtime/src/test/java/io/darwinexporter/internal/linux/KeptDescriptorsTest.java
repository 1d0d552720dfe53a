package io.darwinexporter.internal.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import io.darwinexporter.internal.linux.binding.LibC;
import io.darwinexporter.internal.linux.binding.NativeBuffer;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ReadFailure;

/** Of which processes files stay open, and what happens when that is too many. */
@EnabledOnOs(OS.LINUX)
class KeptDescriptorsTest {

    private static final Pattern FILE_OF_A_PROCESS = Pattern.compile("/proc/(\\d+)/(stat|statm|io|fd)");
    private static final Path OWN = Path.of("/proc/self/fd");
    private static final long LARGE = 1L << 30;
    private static final int TURNS = 3;
    private static final int RLIMIT_BYTES = 16;

    @Test
    void filesStayOpenOnlyForProcessesThatRunAndClosedWhenTheyEnd() throws Exception {
        try (LiveSource live = new LiveSource(true, new Savings(true, TURNS, true, LARGE))) {
            Workload workload = Workload.run("spinners", "1", "then");
            live.collect();
            assertThat(kept()).doesNotContain(workload.pid());
            live.collect().collect();
            assertThat(kept()).contains(workload.pid());
            assertThat(live.value(workload, Measure.OPEN_DESCRIPTORS)).isEqualTo(3);
            workload.close();
            live.collect();
            assertThat(kept()).doesNotContain(workload.pid());
        }
        assertThat(kept()).isEmpty();
    }

    @Test
    void memoryThatIsGrantedIsTheLimit() throws Exception {
        List<Workload> herd = new ArrayList<>();
        try (LiveSource live = new LiveSource(false, new Savings(false, TURNS, true, 3 * 4 * 4096))) {
            for (int i = 0; i < 5; i++) {
                herd.add(Workload.run("then"));
            }
            for (int i = 0; i < 5; i++) {
                live.collect();
            }
            // One of them may be this process, which is not counted here.
            assertThat(kept()).hasSizeBetween(2, 3);
            for (Workload workload : herd) {
                assertThat(live.value(workload, Measure.OPEN_DESCRIPTORS)).isEqualTo(3);
            }
        } finally {
            herd.forEach(Workload::close);
        }
    }

    @Test
    void shortageOfDescriptorsClosesThemAllForAWhile() throws Exception {
        try (LiveSource live = new LiveSource(true, new Savings(false, TURNS, true, LARGE));
                Workload workload = Workload.run("then")) {
            live.collect().collect().collect();
            assertThat(kept()).contains(workload.pid());

            try (Shortage shortage = new Shortage()) {
                live.collect();
                assertThat(shortage.files()).isNotEmpty();
            }
            assertThat(live.value(workload, Measure.DISK_READ_BYTES)).isNotNegative();
            for (MeasureKind kind : MeasureKind.values()) {
                assertThat(live.snapshot().failures(kind, ReadFailure.FAILED)).as(kind.label()).isZero();
            }
            assertThat(kept()).isEmpty();

            for (int i = 0; i <= TURNS; i++) {
                live.collect();
            }
            assertThat(kept()).contains(workload.pid());
        }
    }

    /** Processes of which files are open here. */
    private static Set<Integer> kept() throws IOException {
        Set<Integer> pids = new HashSet<>();
        try (Stream<Path> links = Files.list(OWN)) {
            for (Path link : links.toList()) {
                try {
                    Matcher target = FILE_OF_A_PROCESS.matcher(Files.readSymbolicLink(link).toString());
                    if (target.matches() && Integer.parseInt(target.group(1)) != LibC.getpid()) {
                        pids.add(Integer.parseInt(target.group(1)));
                    }
                } catch (IOException e) {
                    // Closed since the folder was listed.
                    continue;
                }
            }
        }
        return pids;
    }

    /** While this is open, no file can be opened in this process. */
    private static final class Shortage implements AutoCloseable {

        private final List<FileInputStream> files = new ArrayList<>();
        private final NativeBuffer limit = new NativeBuffer(RLIMIT_BYTES);
        private final long soft;

        Shortage() throws IOException {
            LibC.prlimit(0, LibC.RLIMIT_NOFILE, 0, limit.address(0));
            soft = limit.bytes().getLong(0);
            long highest;
            try (Stream<Path> links = Files.list(OWN)) {
                highest = links.mapToLong(link -> Long.parseLong(link.getFileName().toString())).max().orElseThrow();
            }
            set(highest + 1);
            while (open()) {
                assertThat(files.size()).isLessThan((int) highest + 1);
            }
        }

        private boolean open() {
            try {
                files.add(new FileInputStream("/dev/null"));
                return true;
            } catch (IOException e) {
                return false;
            }
        }

        private void set(long value) {
            limit.bytes().putLong(0, value);
            LibC.prlimit(0, LibC.RLIMIT_NOFILE, limit.address(0), 0);
        }

        List<FileInputStream> files() {
            return files;
        }

        @Override
        public void close() throws IOException {
            set(soft);
            limit.close();
            for (FileInputStream file : files) {
                file.close();
            }
        }
    }
}

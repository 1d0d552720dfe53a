package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program as an ordinary user with the capabilities that the systemd unit gives it, by setpriv: they are enough for what
 * the unit says that they are for. What systemd does to files and system calls is not in it.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "capabilities are Linux's")
class SystemdUnitIT {

    private static final Path UNIT = Packaging.file("systemd/darwin-exporter.service");
    /** Nobody's. */
    private static final String USER = "61234";
    private static final String OTHER = "darwin-other";

    @TempDir
    Path folder;

    @Test
    void capabilitiesOfTheUnitAreEnoughForProcessesOfOthers() throws Exception {
        Path sleep = Files.copy(Path.of("/bin/sleep"), folder.resolve(OTHER));
        assertThat(sleep.toFile().setExecutable(true)).isTrue();
        Process other = new ProcessBuilder(sleep.toString(), "120").start();
        try (RunningProgram program = start(USER, UNIT)) {
            Samples samples = new Samples(program.get("/metrics").body());

            // Without CAP_SYS_PTRACE or without CAP_DAC_READ_SEARCH there is no such sample.
            assertThat(samples.find(sample("process_diskio_bytes_read_total"))).isPresent();
            // Without CAP_NET_ADMIN.
            assertThat(samples.find(sample("process_run_queue_wait_seconds_total"))).isPresent();
        } finally {
            other.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void capabilitiesOfTheDropInAreEnoughForNetworkNamespacesAndShortConnections() throws Exception {
        try (RunningProgram program = start("0", UNIT, Packaging.file("systemd/containers.conf"))) {
            assertThat(program.errors()).anyMatch(line -> line.contains("user root"))
                    .noneMatch(line -> line.contains("CAP_SYS_ADMIN") || line.contains("tracefs"));
        }
    }

    private RunningProgram start(String user, Path... unit) throws Exception {
        List<String> service = Packaging.asServiceOf(Packaging.unit(unit), user);
        Tool.find("setpriv", "root, to become another user with capabilities",
                Stream.concat(service.stream().skip(1), Stream.of("true")).toArray(String[]::new));
        return Program.in(folder).startedAs(Path.of("target/distribution/bin/darwin-exporter").toAbsolutePath())
                .under(service.toArray(String[]::new)).start();
    }

    private static String sample(String family) {
        return family + "{groupname=\"" + OTHER + "\"";
    }
}

package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * The Debian package on the machine that runs the tests: installed, started as its unit would start it, scraped, removed and
 * purged. In CI only, because it is the machine's own list of packages and users that it changes; what was there before is
 * there afterwards.
 */
@EnabledOnOs(OS.LINUX)
@EnabledIfEnvironmentVariable(named = "CI", matches = ".+", disabledReason = "installs a package and adds a user")
class DebianPackageIT {

    private static final String NAME = "darwin-exporter";
    private static final Tool DPKG = new Tool("dpkg");
    private static final Path PROGRAM = Path.of("/usr/share/darwin-exporter");
    private static final Path SETTINGS = Path.of("/etc/darwin-exporter/config/application.properties");
    private static final Path UNIT = Path.of("/usr/lib/systemd/system/darwin-exporter.service");
    private static final Path WANTED = Path.of("/etc/systemd/system/multi-user.target.wants/darwin-exporter.service");

    private String file;
    private boolean ours;

    @BeforeEach
    void nobodyElsesIsInstalled() throws Exception {
        file = Packaging.released(".deb").toString();
        assertThat(users()).doesNotContain(NAME + ":");
        assertThat(PROGRAM).doesNotExist();
        ours = true;
    }

    @AfterEach
    void leaveNothing() throws Exception {
        if (ours) {
            DPKG.run("", "--purge", NAME);
        }
    }

    @Test
    void installedItServesAsItsUserAndPurgedItLeavesNothing() throws Exception {
        DPKG.run("", "--install", file);

        assertThat(users()).contains(NAME + ":x:");
        assertThat(PROGRAM.resolve("lib/archive")).isNotEmptyDirectory();
        assertThat(WANTED).isSymbolicLink();
        Map<String, String> unit = Packaging.unit(UNIT);
        List<String> service = Packaging.asServiceOf(unit, unit.get("User"));
        Path command = Path.of(unit.get("ExecStart").split(" ")[0]);
        try (RunningProgram program = Program.in(Path.of(unit.get("WorkingDirectory"))).startedAs(command)
                .under(service.toArray(String[]::new)).with("JAVA_HOME", "").start()) {
            assertThat(program.get("/metrics").body()).contains("process_num_procs{");
            assertThat(program.errors()).anyMatch(line -> line.contains("user " + NAME));
            program.signal("TERM");
            assertThat(program.exitCodeWithin(Duration.ofSeconds(10))).isIn(0, 143);
        }

        DPKG.run("", "--remove", NAME);
        assertThat(PROGRAM).doesNotExist();
        assertThat(SETTINGS).exists();

        DPKG.run("", "--purge", NAME);
        assertThat(SETTINGS.getParent().getParent()).doesNotExist();
        assertThat(UNIT).doesNotExist();
        assertThat(Files.isSymbolicLink(WANTED)).isFalse();
        assertThat(users()).doesNotContain(NAME + ":");
    }

    @Test
    void settingsThatWereChangedStayOverAnUpdate() throws Exception {
        DPKG.run("", "--install", file);
        Files.writeString(SETTINGS, "quarkus.darwin-exporter.path=/mine\n");

        DPKG.run("", "--install", file);

        assertThat(SETTINGS).hasContent("quarkus.darwin-exporter.path=/mine");
        assertThat(PROGRAM.resolve("lib/archive")).isNotEmptyDirectory();
    }

    private static String users() throws Exception {
        return Files.readString(Path.of("/etc/passwd")) + Files.readString(Path.of("/etc/group"));
    }
}

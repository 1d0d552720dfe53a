package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The systemd unit, alone and with its drop-in, as systemd reads it; what it does at run time is in {@link SystemdUnitIT}. */
class SystemdUnitTest {

    private static final String NAME = "darwin-exporter.service";
    private static final Path UNIT = Packaging.file("systemd/" + NAME);
    private static final Path DROP_IN = Packaging.file("systemd/containers.conf");

    @TempDir
    Path root;

    @Test
    void unitIsUnderstoodWhole() throws Exception {
        install();

        assertThat(analyze("verify", "--man=no", "--recursive-errors=no")).isEmpty();
    }

    @Test
    void unitWithDropInIsUnderstoodWhole() throws Exception {
        install();
        Path folder = Files.createDirectories(root.resolve("etc/systemd/system/" + NAME + ".d"));
        Files.copy(DROP_IN, folder.resolve("containers.conf"));

        assertThat(analyze("verify", "--man=no", "--recursive-errors=no")).isEmpty();
    }

    @Test
    void exposureIsLow() throws Exception {
        install();

        // 0 to 10, here times 10; fails above. What is left are the capabilities, the network, and that it sees the whole /proc.
        analyze("security", "--offline=true", "--threshold=30", "--no-pager");
    }

    @Test
    void nothingHidesWhatTheExporterIsThereToSee() throws Exception {
        Map<String, String> unit = Packaging.unit(UNIT);

        assertThat(unit).containsEntry("ProtectProc", "default").containsEntry("ProcSubset", "all")
                .containsEntry("PrivateUsers", "no").containsEntry("PrivateNetwork", "no")
                .doesNotContainKeys("DynamicUser", "PrivatePIDs", "InaccessiblePaths", "RootDirectory", "RootImage");
        assertThat(unit.get("AmbientCapabilities")).isEqualTo(unit.get("CapabilityBoundingSet"));
    }

    private void install() throws Exception {
        Path units = Files.createDirectories(root.resolve("etc/systemd/system"));
        Files.copy(UNIT, units.resolve(NAME));
        for (String command : new String[] { "usr/bin/darwin-exporter", "bin/kill" }) {
            Path file = root.resolve(command);
            Files.createDirectories(file.getParent());
            Files.writeString(file, "#!/bin/sh\n");
            assertThat(file.toFile().setExecutable(true)).isTrue();
        }
    }

    private String analyze(String command, String... options) throws Exception {
        Tool systemd = Tool.find("systemd-analyze", "the Debian package systemd, 252 or newer", "--version");
        List<String> arguments = new ArrayList<>(List.of(command, "--root=" + root));
        arguments.addAll(List.of(options));
        arguments.add(NAME);
        return systemd.run("", arguments.toArray(String[]::new));
    }
}

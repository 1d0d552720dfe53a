package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hardened hosts mount /tmp noexec, and containers have read-only file systems. */
class NoTemporaryFolderIT {

    @TempDir
    Path folder;

    @Test
    void exporterRunsWithoutAnyFolderToWriteTo() throws Exception {
        try (RunningProgram program = homeless().start("-Djava.io.tmpdir=/dev/null/none", "-Duser.home=/dev/null/none")) {
            assertThat(program.get("/metrics").statusCode()).isEqualTo(200);
            assertThat(program.errors()).noneMatch(line -> line.contains("Exception"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "noexec", "ro" })
    @EnabledOnOs(value = OS.LINUX, disabledReason = "macOS has no private mounts")
    void exporterRunsWithRestrictedTemporaryFolder(String restriction) throws Exception {
        Path temporary = Files.createDirectory(folder.resolve("tmp"));
        Tool unshare = Tool.find("unshare", "util-linux, and CAP_SYS_ADMIN to mount",
                "--mount", "mount", "-t", "tmpfs", "-o", restriction, "tmpfs", temporary.toString());
        String[] mounted = { unshare.command(), "--mount", "sh", "-c",
                "mount -t tmpfs -o " + restriction + " tmpfs '" + temporary + "' && exec \"$0\" \"$@\"" };
        List<String> properties = List.of("-Djava.io.tmpdir=" + temporary, "-Duser.home=" + temporary);

        try (RunningProgram program = homeless().under(mounted).start(properties.toArray(String[]::new))) {
            assertThat(program.get("/metrics").statusCode()).isEqualTo(200);
            assertThat(program.errors()).noneMatch(line -> line.contains("WARN") || line.contains("Exception"));
        }
        // And it is the library beside the jars that makes it so.
        assertThat(homeless().under(mounted).run(properties.get(0), properties.get(1), "--port=0",
                "-Djna.boot.library.path=/dev/null/none").errors())
                .last().asString().startsWith("darwin-exporter: unsupported platform: ");
    }

    private Program homeless() {
        return Program.in(folder).with("HOME", "/dev/null/none").with("XDG_CACHE_HOME", "/dev/null/none");
    }
}

package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launchd services, as their scripts install them: below another root, or with commands in place of those of macOS that
 * write down how they are called. There is no launchd to try them.
 */
class LaunchdTest {

    /** Characters that mean something to XML, to sed or to a shell. */
    private static final String ODD = "J & D|<\\1> x";

    @TempDir
    Path folder;

    private Path scripts;
    private Path javaHome;
    private Path calls;
    private Path home;

    @BeforeEach
    void unpackedDistribution() throws Exception {
        Path distribution = folder.resolve("down loads/darwin-exporter-1");
        scripts = Files.createDirectories(distribution.resolve("service/launchd"));
        for (String name : List.of("install", "uninstall", "io.darwinexporter.daemon.plist",
                "io.darwinexporter.agent.plist")) {
            Files.copy(Packaging.file("launchd").resolve(name), scripts.resolve(name));
        }
        Files.createDirectories(distribution.resolve("lib"));
        Files.writeString(distribution.resolve("lib/quarkus-run.jar"), "");
        Files.createDirectories(distribution.resolve("config"));
        Files.writeString(distribution.resolve("config/application.properties"), "# as delivered\n");
        calls = folder.resolve("calls");
        executable(distribution.resolve("bin/darwin-exporter"), "echo \"darwin-exporter $*\" >>'" + calls + "'");
        javaHome = folder.resolve(ODD);
        executable(javaHome.resolve("bin/java"), "");
        home = Files.createDirectories(folder.resolve("home"));
        executable(folder.resolve("mac/id"), "echo 501");
        executable(folder.resolve("mac/launchctl"), "echo \"launchctl $*\" >>'" + calls + "'");
        executable(folder.resolve("mac/xattr"), "echo \"xattr $*\" >>'" + calls + "'");
    }

    @Test
    void daemonRunsWhatWasInstalledForRoot() throws Exception {
        Path root = folder.resolve("root");

        run("install", "daemon", "DESTDIR=" + root);

        Map<String, Object> list = PropertyList.read(root.resolve("Library/LaunchDaemons/io.darwinexporter.daemon.plist"));
        assertThat(list).containsEntry("Label", "io.darwinexporter.daemon")
                .containsEntry("ProgramArguments", List.of("/usr/local/darwin-exporter/bin/darwin-exporter"))
                .containsEntry("WorkingDirectory", "/usr/local/etc/darwin-exporter")
                .containsEntry("EnvironmentVariables", Map.of("JAVA_HOME", javaHome.toString()))
                .containsEntry("RunAtLoad", true).containsEntry("KeepAlive", true)
                .containsEntry("Umask", 0077L)
                .containsEntry("StandardErrorPath", "/var/log/darwin-exporter.log");
        assertThat(root.resolve("usr/local/darwin-exporter/bin/darwin-exporter")).isExecutable();
        assertThat(root.resolve("usr/local/etc/darwin-exporter/config/application.properties")).isNotEmptyFile();
        assertThat(calls).content().doesNotContain("launchctl");
    }

    @Test
    void agentIsStoppedReplacedAndStarted() throws Exception {
        run("install", "agent");

        Path program = home.resolve("Library/darwin-exporter");
        Path file = home.resolve("Library/LaunchAgents/io.darwinexporter.agent.plist");
        assertThat(PropertyList.read(file)).containsEntry("Label", "io.darwinexporter.agent")
                .containsEntry("ProgramArguments", List.of(program + "/bin/darwin-exporter"))
                .containsEntry("StandardErrorPath", home + "/Library/Logs/darwin-exporter.log");
        assertThat(calls).content().isEqualTo("""
                launchctl bootout gui/501/io.darwinexporter.agent
                xattr -dr com.apple.quarantine %s
                darwin-exporter make-archive
                launchctl bootstrap gui/501 %s
                """.formatted(program, file));
    }

    @Test
    void updateKeepsSettingsAndDropsFilesOfTheOldVersion() throws Exception {
        run("install", "agent");
        Path settings = home.resolve(".config/darwin-exporter/config/application.properties");
        Files.writeString(settings, "changed\n");
        Path old = Files.writeString(home.resolve("Library/darwin-exporter/lib/old.jar"), "");

        run("install", "agent");

        assertThat(settings).hasContent("changed\n");
        assertThat(old).doesNotExist();
        assertThat(home.resolve("Library/darwin-exporter/lib/quarkus-run.jar")).exists();
    }

    @Test
    void installedAgainFromWhatIsInstalledItTakesTheJavaThatThereIsNow() throws Exception {
        run("install", "agent");
        Path program = home.resolve("Library/darwin-exporter");
        scripts = program.resolve("service/launchd");
        javaHome = Files.move(javaHome, folder.resolve("newer"));

        run("install", "agent");

        assertThat(program.resolve("lib/quarkus-run.jar")).exists();
        assertThat(PropertyList.read(home.resolve("Library/LaunchAgents/io.darwinexporter.agent.plist")))
                .containsEntry("EnvironmentVariables", Map.of("JAVA_HOME", javaHome.toString()));
    }

    @Test
    void uninstallLeavesSettingsOnly() throws Exception {
        run("install", "agent");

        run("uninstall", "agent");

        assertThat(home.resolve("Library/darwin-exporter")).doesNotExist();
        assertThat(home.resolve("Library/LaunchAgents")).isEmptyDirectory();
        assertThat(home.resolve(".config/darwin-exporter/config/application.properties")).exists();
        assertThat(Files.readAllLines(calls)).last().isEqualTo("launchctl bootout gui/501/io.darwinexporter.agent");
    }

    @Test
    void whatCannotBeDoneIsSaid() {
        assertThatThrownBy(() -> run("install", "daemon")).hasMessageContaining("a daemon is installed by root");
        assertThatThrownBy(() -> run("install", "nothing")).hasMessageContaining("say which");
        assertThatThrownBy(() -> run("install", "agent", "JAVA_HOME=/nowhere")).hasMessageContaining("no bin/java in it");
        assertThat(home).isEmptyDirectory();
    }

    private void run(String script, String kind, String... variables) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("PATH=" + folder.resolve("mac") + ":" + System.getenv("PATH"),
                "HOME=" + home, "JAVA_HOME=" + javaHome));
        arguments.addAll(List.of(variables));
        arguments.addAll(List.of(scripts.resolve(script).toString(), kind));
        new Tool("env").run("", arguments.toArray(String[]::new));
    }

    private static void executable(Path file, String command) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + command + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}

package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

/** The start script and the scripts of packaging/: that they are sound, as far as tools can tell. */
class ShellScriptsTest {

    @Test
    void scriptsAreReadByTheShellAndMayBeStarted() throws Exception {
        assertThat(scripts()).hasSizeGreaterThan(5).allMatch(Files::isExecutable);
        for (Path script : scripts()) {
            new Tool("sh").run("", "-n", script.toString());
        }
    }

    @Test
    void shellcheckFindsNothing() throws Exception {
        Tool shellcheck = Tool.find("shellcheck", "the Debian package shellcheck", "--version");

        shellcheck.run("", scripts().stream().map(Path::toString).toArray(String[]::new));
    }

    private static List<Path> scripts() throws Exception {
        List<Path> scripts = new ArrayList<>(Packaging.shellScripts());
        scripts.add(Program.SCRIPT);
        return scripts;
    }
}

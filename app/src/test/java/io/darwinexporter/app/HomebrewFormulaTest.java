package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that makes the formula of a release. Homebrew itself is not there to try it. */
class HomebrewFormulaTest {

    private static final Tool FORMULA = new Tool(Packaging.file("homebrew/formula").toString());

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void release() throws Exception {
        file = Files.writeString(folder.resolve("darwin-exporter-1.2.3.tar.gz"), "a release");
    }

    @Test
    void formulaNamesTheFileItsVersionAndItsChecksum() throws Exception {
        String formula = FORMULA.run("", file.toString(), "https://example.org/a&b/darwin-exporter-1.2.3.tar.gz");

        String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        assertThat(formula).contains("url \"https://example.org/a&b/darwin-exporter-1.2.3.tar.gz\"\n",
                "version \"1.2.3\"\n", "sha256 \"" + sum + "\"\n").doesNotContainPattern("@[A-Z0-9]+@");
    }

    @Test
    void formulaIsRuby() throws Exception {
        Tool ruby = Tool.find("ruby", "the Debian package ruby", "--version");

        String formula = FORMULA.run("", file.toString(), "https://example.org/darwin-exporter-1.2.3.tar.gz");

        assertThat(ruby.run(formula, "-c")).isEqualTo("Syntax OK\n");
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        assertThatThrownBy(() -> FORMULA.run("", file.toString(), "https://example.org/darwin-exporter-1.2.4.tar.gz"))
                .hasMessageContaining("does not end in /darwin-exporter-1.2.3.tar.gz");
        assertThatThrownBy(() -> FORMULA.run("", folder.resolve("other").toString(), "https://example.org/other"))
                .hasMessageContaining("there is no file");
        assertThatThrownBy(
                () -> FORMULA.run("", file.toString(), "https://example.org/\"#{x}/darwin-exporter-1.2.3.tar.gz"))
                .hasMessageContaining("does not fit into the formula");
    }
}

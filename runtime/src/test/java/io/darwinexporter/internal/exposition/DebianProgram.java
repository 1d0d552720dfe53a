package io.darwinexporter.internal.exposition;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A program that tests use and that need not be there: tests without it are skipped, but not in CI, which installs it.
 */
final class DebianProgram {

    /** The status with which promtool tells that it has found something. */
    private static final int PROMTOOL_LINT_STATUS = 3;

    private final String command;

    private DebianProgram(String command) {
        this.command = command;
    }

    /**
     * Finds a program, or ends the test.
     *
     * @param debianPackage what to install to have it
     * @param check arguments with which it succeeds if all is there
     */
    static DebianProgram find(String command, String debianPackage, String... check) throws InterruptedException {
        DebianProgram program = new DebianProgram(command);
        String lacking = null;
        try {
            program.run(new byte[0], check.length == 0 ? new String[] { "--version" } : check);
        } catch (IOException | AssertionError e) {
            lacking = command + " does not work (Debian package " + debianPackage + "): " + e.getMessage();
        }
        if (lacking != null && System.getenv("CI") != null) {
            Assertions.fail(lacking);
        }
        Assumptions.assumeTrue(lacking == null, lacking);
        return program;
    }

    /** What it writes, errors included, having read that; its exit status must be 0 unless it complains about its input. */
    String run(byte[] input, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(command);
        line.addAll(Arrays.asList(arguments));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input);
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        int status = process.waitFor();
        if (status != 0 && status != PROMTOOL_LINT_STATUS) {
            Assertions.fail(line + " ended with " + status + ": " + output);
        }
        return output;
    }
}

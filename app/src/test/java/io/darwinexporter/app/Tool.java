package io.darwinexporter.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * A command that a test uses and that need not be there. The test is skipped without it, but fails in CI, which has it.
 *
 * @param command its name or path
 */
record Tool(String command) {

    /**
     * Finds a tool, or ends the test.
     *
     * @param needed what to install or allow to have it
     * @param check arguments with which it succeeds if all is well
     */
    static Tool find(String command, String needed, String... check) throws InterruptedException {
        Tool tool = new Tool(command);
        String lacking = null;
        try {
            tool.run("", check);
        } catch (IOException | AssertionError e) {
            lacking = command + " does not work (needed: " + needed + "): " + e.getMessage();
        }
        if (lacking != null && System.getenv("CI") != null) {
            Assertions.fail(lacking);
        }
        Assumptions.assumeTrue(lacking == null, lacking);
        return tool;
    }

    /** What it writes, errors included, having read the input and succeeded. */
    String run(String input, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of(arguments));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            Assertions.fail(line + " ended with " + status + ": " + output);
        }
        return output;
    }
}

package io.darwinexporter.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * The program as a user has it: started through its start script, in a working directory, with an environment. The native
 * binary is started as it is; the profile <code>native</code> of the build says where it is.
 */
final class Program {

    static final Path SCRIPT = Path.of("..", "darwin-exporter").toAbsolutePath().normalize();

    private static final String BINARY = System.getProperty("darwin-exporter.binary");

    private static final int PATIENCE_SECONDS = 60;

    private final Path script;
    private final Path workingDirectory;
    private final List<String> prefix;
    private final Map<String, String> environment = new TreeMap<>();

    private Program(Path script, Path workingDirectory, List<String> prefix) {
        this.script = script;
        this.workingDirectory = workingDirectory;
        this.prefix = prefix;
        // The Java that runs the tests runs the program.
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    /** What a program that has ended left behind. */
    record Outcome(int exitCode, List<String> output, List<String> errors) {
    }

    static Program in(Path workingDirectory) {
        return new Program(BINARY == null ? SCRIPT : Path.of(BINARY), workingDirectory, List.of());
    }

    /** Started by this path instead of the script's own. */
    Program startedAs(Path script) {
        return copy(script, prefix);
    }

    /** Started by another command, which is given the script and its arguments. */
    Program under(String... command) {
        return copy(script, List.of(command));
    }

    /** With a variable of the environment; an empty value removes it. */
    Program with(String variable, String value) {
        Program program = copy(script, prefix);
        program.environment.put(variable, value);
        return program;
    }

    /** Waits until it ends. */
    Outcome run(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("darwin-exporter", ".out");
        Path errors = Files.createTempFile("darwin-exporter", ".err");
        try {
            Process process = process(output, errors, arguments);
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new AssertionError("still running after " + PATIENCE_SECONDS + " s: " + Files.readString(errors));
            }
            return new Outcome(process.exitValue(), Files.readAllLines(output), Files.readAllLines(errors));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    /** Waits until it listens, on a free port unless the arguments name one. */
    RunningProgram start(String... arguments) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--port", "0", "--bind", "127.0.0.1"));
        all.addAll(List.of(arguments));
        Path output = Files.createTempFile("darwin-exporter", ".out");
        Path errors = Files.createTempFile("darwin-exporter", ".err");
        Process process = process(output, errors, all.toArray(String[]::new));
        return RunningProgram.whenListening(process, output, errors, PATIENCE_SECONDS);
    }

    private Process process(Path output, Path errors, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        command.add(script.toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(workingDirectory.toFile())
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        environment.forEach((variable, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(variable);
            } else {
                builder.environment().put(variable, value);
            }
        });
        return builder.start();
    }

    private Program copy(Path script, List<String> prefix) {
        Program program = new Program(script, workingDirectory, prefix);
        program.environment.putAll(environment);
        return program;
    }
}

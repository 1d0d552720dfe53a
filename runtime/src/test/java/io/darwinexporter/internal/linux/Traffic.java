package io.darwinexporter.internal.linux;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Assertions;

/** A process that sends and receives known amounts: {@code traffic.c}, compiled by gcc. It ends when it is closed. */
final class Traffic implements AutoCloseable {

    static final String SERVER = "netserver";
    static final String CLIENT = "netclient";

    private final Process process;
    private final BufferedReader output;

    private Traffic(List<String> line) throws IOException {
        process = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII));
    }

    /** Starts it under a name. */
    static Traffic start(String name, String... arguments) throws IOException, InterruptedException {
        return startBy(List.of(), name, arguments);
    }

    /** Starts it by another program. */
    static Traffic startBy(List<String> starter, String name, String... arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(starter);
        line.add(program(name).toString());
        line.addAll(List.of(arguments));
        return new Traffic(line);
    }

    static Path program(String name) throws IOException, InterruptedException {
        Path program = CompiledProgram.of("traffic");
        Path named = program.resolveSibling(name);
        if (!Files.exists(named)) {
            Files.copy(program, named, StandardCopyOption.COPY_ATTRIBUTES);
        }
        return named;
    }

    int pid() {
        return (int) process.pid();
    }

    /** The next line that it prints. */
    String line() throws IOException {
        String line = output.readLine();
        Assertions.assertNotNull(line, "the process ended early");
        return line;
    }

    /** Lets it end, and waits until it has. */
    void finish() throws IOException, InterruptedException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

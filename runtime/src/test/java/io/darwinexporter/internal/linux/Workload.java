package io.darwinexporter.internal.linux;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assertions;

/** A process of known use: {@code workload.c}, compiled by gcc. It ends when it is closed. */
final class Workload implements AutoCloseable {

    private static final Path FOLDER = Path.of("target", "workload").toAbsolutePath();
    static final String NAME = "workload";

    private final Process process;
    private final BufferedReader output;
    private long cpuMicros;
    private long contextSwitches;

    private Workload(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII));
    }

    /** The compiled program; ends the test where there is no compiler. */
    static Path program() throws IOException, InterruptedException {
        return CompiledProgram.of(NAME);
    }

    /** Starts it without waiting for what it does. */
    static Workload start(String... arguments) throws IOException, InterruptedException {
        return startAs(program(), arguments);
    }

    static Workload startAs(Path program, String... arguments) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(program.toString());
        line.addAll(List.of(arguments));
        return new Workload(new ProcessBuilder(line).directory(FOLDER.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    /** Starts it and waits until it has done all up to the first "then". */
    static Workload run(String... arguments) throws IOException, InterruptedException {
        Workload workload = start(arguments);
        workload.awaitReport();
        return workload;
    }

    int pid() {
        return (int) process.pid();
    }

    /** Waits for what it tells of itself. */
    void awaitReport() throws IOException {
        String line = output.readLine();
        Assertions.assertNotNull(line, "the workload ended early");
        String[] numbers = line.split(" ");
        cpuMicros = Long.parseLong(numbers[0]) + Long.parseLong(numbers[1]);
        contextSwitches = Long.parseLong(numbers[2]);
    }

    /** Lets it do what comes after "then", and waits until it has done that. */
    void goOn() throws IOException {
        letGo();
        awaitReport();
    }

    /** Lets it go on without waiting. */
    void letGo() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    long cpuNanos() {
        return TimeUnit.MICROSECONDS.toNanos(cpuMicros);
    }

    long contextSwitches() {
        return contextSwitches;
    }

    void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    /** Ends it, and waits until nothing is left of it. */
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

package io.darwinexporter.internal.linux;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Assertions;

/** A process that a test has started: it prints lines, waits for lines, and ends when it is closed. */
abstract class ChildProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    ChildProcess(ProcessBuilder builder) throws IOException {
        process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), US_ASCII));
    }

    final int pid() {
        return (int) process.pid();
    }

    /** The next line that it prints. */
    final String line() throws IOException {
        String line = output.readLine();
        Assertions.assertNotNull(line, "the process ended early");
        return line;
    }

    /** Lets it go on without waiting. */
    final void letGo() throws IOException {
        send("");
    }

    /** Gives it a line. */
    final void send(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(US_ASCII));
        process.getOutputStream().flush();
    }

    /** Waits until its stat file has this text: a name, a state. */
    final void awaitStat(String text) throws IOException, InterruptedException {
        Path stat = Path.of("/proc", Integer.toString(pid()), "stat");
        while (!Files.readString(stat, ISO_8859_1).contains(text)) {
            Thread.sleep(5);
        }
    }

    final void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    /** Ends it, and waits until nothing is left of it. */
    @Override
    public final void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

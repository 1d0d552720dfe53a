package io.darwinexporter.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A process of {@code still.c}: it does nothing, so that all who look at it see the same, but for bursts when it is told to.
 */
final class StillProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    private StillProcess(Process process) throws IOException {
        this.process = process;
        this.output = process.inputReader();
        await("ready");
    }

    /** Compiles the program. */
    static Path program(Path folder) throws IOException, InterruptedException {
        Tool compiler = Tool.find("gcc", "Debian packages gcc and libc6-dev", "--version");
        Path source = folder.resolve("still.c");
        try (var resource = StillProcess.class.getResourceAsStream("/still.c")) {
            Files.copy(resource, source);
        }
        Path program = folder.resolve("still");
        compiler.run("", "-O1", "-pthread", "-o", program.toString(), source.toString());
        return program;
    }

    /**
     * Starts a copy of the program, whose name is then that of the process.
     *
     * @param path where the copy is put, unless it is there already
     * @param arguments what it is given besides, which means nothing to it
     */
    static StillProcess start(Path program, Path path, int threads, int descriptors, String... arguments) throws IOException {
        if (!Files.exists(path)) {
            Files.createDirectories(path.getParent());
            Files.copy(program, path);
        }
        Path written = Files.createTempFile(program.getParent(), "written", "");
        List<String> command = new ArrayList<>(List.of(path.toString(), Integer.toString(threads),
                Integer.toString(descriptors), written.toString()));
        command.addAll(List.of(arguments));
        return new StillProcess(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    }

    long pid() {
        return process.pid();
    }

    /** Uses 0.6 s of CPU time, 2,048 pages, 4 MiB of storage and 200 context switches. */
    void burst() throws IOException {
        process.outputWriter().write('\n');
        process.outputWriter().flush();
        await("done");
    }

    private void await(String line) throws IOException {
        String read = output.readLine();
        if (!line.equals(read)) {
            throw new AssertionError("not " + line + ", but " + read);
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }
}

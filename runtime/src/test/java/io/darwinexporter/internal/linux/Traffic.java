package io.darwinexporter.internal.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** A process that sends and receives known amounts: {@code traffic.c}, compiled by gcc. */
final class Traffic extends ChildProcess {

    /** Names of this test run only, as the same tests may run elsewhere on the host. */
    static final String SERVER = "nets-" + ProcessHandle.current().pid();
    static final String CLIENT = "netc-" + ProcessHandle.current().pid();
    static final String OTHER_CLIENT = "neto-" + ProcessHandle.current().pid();

    private Traffic(List<String> line) throws IOException {
        super(new ProcessBuilder(line));
    }

    /** Starts it under a name. */
    static Traffic start(String name, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(program(name).toString());
        line.addAll(List.of(arguments));
        return new Traffic(line);
    }

    /** The program under a name. */
    static Path program(String name) throws IOException, InterruptedException {
        Path program = CompiledProgram.of("traffic");
        Path named = program.resolveSibling(name);
        if (!Files.exists(named)) {
            Files.copy(program, named, StandardCopyOption.COPY_ATTRIBUTES);
            named.toFile().deleteOnExit();
        }
        return named;
    }

    /** Lets it end, and waits until it has. */
    void finish() throws IOException, InterruptedException {
        letGo();
        awaitEnd();
    }
}

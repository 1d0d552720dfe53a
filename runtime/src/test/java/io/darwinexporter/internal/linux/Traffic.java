package io.darwinexporter.internal.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** A process that sends and receives known amounts: {@code traffic.c}, compiled by gcc. */
final class Traffic extends ChildProcess {

    static final String SERVER = "netserver";
    static final String CLIENT = "netclient";

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
        }
        return named;
    }

    /** Lets it end, and waits until it has. */
    void finish() throws IOException, InterruptedException {
        letGo();
        awaitEnd();
    }
}

package io.darwinexporter.internal.darwin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

import io.darwinexporter.internal.snapshot.SourceSettings;

/**
 * The stand-in for libSystem: built with gcc from {@code src/test/c}, loaded through JNA as the real one would be.
 * <p>
 * Where there is no gcc, tests that need it are skipped, but fail under CI.
 */
final class StandIn {

    /** Closes all sources that a test has opened. */
    static final class ClosesSources implements AfterEachCallback {

        @Override
        public void afterEach(ExtensionContext test) {
            List<DarwinProcessSource> opened = get().opened;
            opened.forEach(DarwinProcessSource::close);
            opened.clear();
        }
    }

    /** What the stand-in can be asked beyond what libSystem has. */
    interface Control extends Library {
        int standin_use(String path);

        long standin_calls(String name);

        void standin_reset_calls();

        int standin_sockets();

        long standin_polls();
    }

    private static final Path SOURCES = Path.of("src/test/c").toAbsolutePath();
    private static final Path TARGET = Path.of("target/stand-in").toAbsolutePath();

    private static StandIn instance;

    private final Control control;
    private final Path file;
    private final List<DarwinProcessSource> opened = new ArrayList<>();

    private StandIn(Control control, Path file) {
        this.control = control;
        this.file = file;
    }

    /** The stand-in that this JVM has loaded; skips the test if it cannot be built. */
    static synchronized StandIn get() {
        if (instance == null) {
            NativeLibrary.addSearchPath("System", build("whole").toString());
            try {
                instance = new StandIn(Native.load("System", Control.class), Files.createTempDirectory(TARGET, "scenario")
                        .resolve("scenario"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return instance;
    }

    /**
     * Builds a library into a directory of its own.
     *
     * @return the directory
     */
    static synchronized Path build(String name, String... compilerFlags) {
        Path directory = TARGET.resolve(name);
        List<String> command = new ArrayList<>(List.of("gcc", "-std=gnu11", "-Wall", "-Wextra", "-Werror", "-O1", "-g", "-fPIC",
                "-shared", "-Wl,-Bsymbolic", "-pthread"));
        command.addAll(List.of(compilerFlags));
        command.addAll(List.of("-o", directory.resolve("libSystem.so").toString()));
        for (String source : List.of("libSystem.c", "structures.c", "scenario.c", "sockets.c", "statistics.c")) {
            command.add(SOURCES.resolve(source).toString());
        }
        try {
            Files.createDirectories(directory);
            Process gcc = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(gcc.getInputStream().readAllBytes());
            assertThat(gcc.waitFor()).as(output).isZero();
        } catch (IOException e) {
            if (System.getenv("CI") != null) {
                throw new AssertionError("gcc is needed for the stand-in libSystem", e);
            }
            assumeTrue(false, "no gcc here, so no stand-in libSystem: " + e.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return directory;
    }

    /** Opens the source on a scenario, to read everything. */
    DarwinProcessSource open(Scenario scenario) {
        return open(scenario, SourceSettings.defaults());
    }

    DarwinProcessSource open(Scenario scenario, SourceSettings settings) {
        show(scenario);
        DarwinProcessSource source = DarwinProcessSource.open(settings);
        opened.add(source);
        return source;
    }

    /** Shows this from the next listing on, or at once if it is the first. */
    void show(Scenario scenario) {
        scenario.write(file);
        assertThat(control.standin_use(file.toString())).isZero();
    }

    /** Replaces the file only: the stand-in is to notice by itself, at its next listing. */
    void replace(Scenario scenario) {
        scenario.write(file);
    }

    /** How often this call has been made since {@link #forgetCalls()}. */
    long calls(String name) {
        return control.standin_calls(name);
    }

    /** How often anything has been called since {@link #forgetCalls()}. */
    long calls() {
        return control.standin_calls("");
    }

    /** How many sockets to the network statistics are open. */
    int sockets() {
        return control.standin_sockets();
    }

    /** How many polls of the network statistics have been asked for, rounds that continue one included. */
    long polls() {
        return control.standin_polls();
    }

    void forgetCalls() {
        control.standin_reset_calls();
    }
}

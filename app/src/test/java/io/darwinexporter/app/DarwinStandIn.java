package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/**
 * The stand-in for macOS's libSystem from the tests of the runtime module, and the scenario that it shows to the program.
 */
final class DarwinStandIn {

    private static final Path SOURCES = Path.of("..", "runtime", "src", "test", "c");

    private final Path library;
    private final Path scenario;

    private DarwinStandIn(Path library, Path scenario) {
        this.library = library;
        this.scenario = scenario;
    }

    /** Builds it with gcc. Without gcc the test is skipped, but fails under CI. */
    static DarwinStandIn in(Path folder) throws IOException, InterruptedException {
        Path library = folder.resolve("libSystem.so");
        try {
            Process gcc = new ProcessBuilder("gcc", "-std=gnu11", "-O1", "-fPIC", "-shared", "-Wl,-Bsymbolic", "-pthread", "-o",
                    library.toString(), source("libSystem.c"), source("structures.c"), source("scenario.c"),
                    source("statistics.c")).inheritIO().start();
            assertThat(gcc.waitFor()).isZero();
        } catch (IOException e) {
            if (System.getenv("CI") != null) {
                throw e;
            }
            assumeTrue(false, "no gcc here, so no stand-in for libSystem: " + e.getMessage());
        }
        return new DarwinStandIn(library, folder.resolve("scenario"));
    }

    private static String source(String name) {
        return SOURCES.resolve(name).toString();
    }

    /** Shows this from the program's next listing on; {@code @NOW@} in it is the time. */
    void show(String text) throws IOException {
        Instant now = Instant.now();
        Path fresh = scenario.resolveSibling("scenario.new");
        Files.writeString(fresh, text.replace("@NOW@", "%d.%06d".formatted(now.getEpochSecond(), now.getNano() / 1_000)));
        Files.move(fresh, scenario, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Starts the program on it; it collects at each scrape and at no other time. */
    RunningProgram start(Path workingDirectory, String... arguments) throws IOException, InterruptedException {
        String[] all = new String[arguments.length + 4];
        all[0] = "-Djna.library.path=" + library.getParent();
        all[1] = "-Dquarkus.darwin-exporter.platform=darwin";
        all[2] = "-Dquarkus.darwin-exporter.min-age=0s";
        all[3] = "--interval=0";
        System.arraycopy(arguments, 0, all, 4, arguments.length);
        return Program.in(workingDirectory).with("DARWIN_STANDIN", scenario.toString()).start(all);
    }
}

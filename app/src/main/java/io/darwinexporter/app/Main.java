package io.darwinexporter.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * Starts the exporter. The flags become system properties before Quarkus reads its configuration, so that they win over
 * all other sources; whatever prevents the start is told in one line each.
 */
@QuarkusMain
public final class Main {

    private static final String PROGRAM = "darwin-exporter";

    private Main() {
    }

    public static void main(String... arguments) {
        CommandLineFlags flags;
        try {
            flags = CommandLineFlags.parse(arguments);
        } catch (UsageException e) {
            exit(StartFailure.MISCONFIGURED, List.of(e.getMessage() + " (see --help)"));
            return;
        }
        if (flags.helpRequested()) {
            System.out.print(flags.help());
        } else if (flags.versionRequested()) {
            System.out.println(PROGRAM + " version " + version());
        } else {
            run(flags);
        }
    }

    private static void run(CommandLineFlags flags) {
        List<String> problems = ConfigurationFiles.problems(Path.of(""));
        if (!problems.isEmpty()) {
            exit(StartFailure.MISCONFIGURED, problems);
        }
        flags.apply(System.getProperties());
        UnpackedJna.prefer();
        Quarkus.run(null, Main::stopped);
    }

    /** Called by Quarkus when the exporter has stopped, or with the reason why it did not start. */
    private static void stopped(int exitCode, @Nullable Throwable thrown) {
        if (thrown == null) {
            System.exit(exitCode);
            return;
        }
        StartFailure failure = StartFailure.of(thrown);
        if (!failure.expected()) {
            thrown.printStackTrace();
        }
        exit(failure.exitCode(), failure.lines());
    }

    private static void exit(int exitCode, List<String> lines) {
        for (String line : lines) {
            // Values are echoed in these lines: whatever they hold, each problem stays one line.
            System.err.println(PROGRAM + ": " + line.replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?"));
        }
        System.exit(exitCode);
    }

    private static String version() {
        try (InputStream in = Main.class.getResourceAsStream("build.properties")) {
            Properties build = new Properties();
            build.load(in);
            return build.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

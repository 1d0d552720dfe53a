package io.darwinexporter.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.app.connection.ConnectionGuard;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/**
 * Starts the exporter, or carries out a command. The flags become system properties before Quarkus reads its configuration, so
 * that they win over all other sources; whatever prevents the start is told in one line each.
 */
@QuarkusMain
public final class Main {

    private static final String PROGRAM = "darwin-exporter";
    private static final String SEE_HELP = " (see --help)";
    private static final String SLF4J_VERBOSITY = "slf4j.internal.verbosity";

    private Main() {
    }

    public static void main(String... arguments) {
        CommandLineFlags flags;
        try {
            flags = CommandLineFlags.parse(arguments);
        } catch (UsageException e) {
            exitMisconfigured(List.of(e.getMessage() + SEE_HELP));
            return;
        }
        if (flags.helpRequested()) {
            System.out.print(flags.help());
        } else if (flags.versionRequested()) {
            System.out.println(PROGRAM + " version " + version());
        } else {
            flags.apply(System.getProperties());
            UnpackedJna.prefer();
            quietLogFacade();
            switch (flags.command()) {
                case SERVE -> serve();
                case EXPLAIN -> explain(flags);
                case CHECK_CONFIG -> checkConfig();
            }
        }
    }

    /**
     * SLF4J tells on stderr, in six lines, when two threads happen to log first at the same time. Nobody can do anything about
     * that, and nothing is lost.
     */
    private static void quietLogFacade() {
        if (System.getProperty(SLF4J_VERBOSITY) == null) {
            System.setProperty(SLF4J_VERBOSITY, "ERROR");
        }
    }

    private static void serve() {
        exitIfMisconfigured(ConfigurationFiles.problems(Path.of("")));
        exitIfMisconfigured(WebConfiguration.apply(System.getProperties()));
        ConnectionGuard.enable();
        Quarkus.run(Rehearsal.isAskedFor() ? Rehearsal.class : null, Main::stopped);
    }

    private static void explain(CommandLineFlags flags) {
        exitIfMisconfigured(ConfigurationFiles.problems(Path.of("")));
        try {
            Explain explain = flags.explain();
            List<String> texts = explain.texts();
            if (texts.isEmpty()) {
                exit(StartFailure.FAILED, List.of(explain.notFound()));
            }
            System.out.print(String.join("\n", texts));
        } catch (UsageException e) {
            exitMisconfigured(List.of(e.getMessage() + SEE_HELP));
        } catch (RuntimeException e) {
            exit(StartFailure.of(e), e);
        }
    }

    private static void checkConfig() {
        exitIfMisconfigured(CheckConfig.problems());
        System.out.println("The configuration is fine.");
    }

    /** Called by Quarkus when the exporter has stopped, or with the reason why it did not start. */
    private static void stopped(int exitCode, @Nullable Throwable thrown) {
        if (thrown == null) {
            System.exit(exitCode);
            return;
        }
        StartFailure failure = StartFailure.of(thrown);
        print(failure, thrown);
        // All is closed by now. An orderly exit would only give the remains time to log what they miss.
        Runtime.getRuntime().halt(failure.exitCode());
    }

    private static void exit(StartFailure failure, RuntimeException thrown) {
        print(failure, thrown);
        System.exit(failure.exitCode());
    }

    private static void print(StartFailure failure, Throwable thrown) {
        if (!failure.expected()) {
            thrown.printStackTrace();
        }
        print(failure.lines());
    }

    private static void exitIfMisconfigured(List<String> problems) {
        if (!problems.isEmpty()) {
            exitMisconfigured(problems);
        }
    }

    private static void exitMisconfigured(List<String> problems) {
        exit(StartFailure.MISCONFIGURED, problems);
    }

    private static void exit(int exitCode, List<String> lines) {
        print(lines);
        System.exit(exitCode);
    }

    private static void print(List<String> problems) {
        for (String problem : problems) {
            // Values are echoed in these lines: whatever they hold, each problem stays one line.
            String line = problem.replaceAll("\\s*\\R\\s*", " ").replaceAll("\\p{Cntrl}", "?");
            System.err.println(PROGRAM + ": " + line);
        }
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

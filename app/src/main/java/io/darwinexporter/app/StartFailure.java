package io.darwinexporter.app;

import java.net.UnknownHostException;
import java.util.List;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.snapshot.UnsupportedPlatformException;
import io.darwinexporter.runtime.ConfigurationProblems;
import io.quarkus.runtime.QuarkusBindException;

/**
 * Why the program cannot start, in words for the one who started it.
 *
 * @param exitCode 2 for what the user can put right in the configuration, else 1
 * @param lines what to print, one line for each problem
 * @param expected whether the lines say it all; if not, it is a mistake of ours and the stack trace is of use
 */
record StartFailure(int exitCode, List<String> lines, boolean expected) {

    static final int FAILED = 1;
    static final int MISCONFIGURED = 2;

    private static final String UNSUPPORTED = "unsupported platform";

    StartFailure {
        lines = List.copyOf(lines);
    }

    static StartFailure of(Throwable thrown) {
        List<String> problems = ConfigurationProblems.of(thrown);
        if (!problems.isEmpty()) {
            return misconfigured(problems);
        }
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            StartFailure known = known(cause);
            if (known != null) {
                return known;
            }
        }
        return new StartFailure(FAILED, List.of("cannot start: " + rootOf(thrown)), false);
    }

    private static @Nullable StartFailure known(Throwable cause) {
        if (cause instanceof UnsupportedPlatformException) {
            return failed(unsupported(String.valueOf(cause.getMessage())));
        }
        if (cause instanceof QuarkusBindException bind) {
            return failed(unableToListen(bind));
        }
        if (cause instanceof UnknownHostException) {
            return misconfigured(List.of(notAccepted(Flag.BIND)));
        }
        if (cause instanceof IllegalArgumentException && String.valueOf(cause.getMessage()).startsWith("port ")) {
            // Vert.x, "port must be <= 65535": Quarkus takes any whole number.
            return misconfigured(List.of(notAccepted(Flag.PORT)));
        }
        return null;
    }

    private static String unsupported(String message) {
        return message.startsWith(UNSUPPORTED) ? message : UNSUPPORTED + ": " + message;
    }

    private static Throwable rootOf(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static StartFailure misconfigured(List<String> lines) {
        return new StartFailure(MISCONFIGURED, lines, true);
    }

    private static StartFailure failed(String line) {
        return new StartFailure(FAILED, List.of(line), true);
    }

    /** For a value that was not given by the flag, which would have refused it at once. */
    private static String notAccepted(Flag flag) {
        return flag.refusal(flag.key(), ConfigProvider.getConfig().getConfigValue(flag.key()).getValue());
    }

    private static String unableToListen(QuarkusBindException bind) {
        String message = String.valueOf(bind.getMessage());
        if (message.contains("in use")) {
            return "port " + bind.getPort() + " of " + bind.getHost()
                    + " is in use by another program, choose another with --port";
        }
        // Of a port that the system was to choose (0) there is no number.
        String place = bind.getHost() + (bind.getPort() > 0 ? " port " + bind.getPort() : "");
        String remedy = message.contains("Permission denied") ? "choose a port from 1024 on with --port"
                : "choose an address of this machine with --bind";
        return "cannot listen on " + place + " (" + message.substring(message.lastIndexOf(": ") + 2) + "), " + remedy;
    }
}

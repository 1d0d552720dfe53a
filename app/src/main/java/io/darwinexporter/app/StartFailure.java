package io.darwinexporter.app;

import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.snapshot.UnsupportedPlatformException;
import io.quarkus.runtime.QuarkusBindException;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;

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

    /** As SmallRye Config words a value that cannot be converted. */
    private static final Pattern CONVERSION = Pattern.compile(
            ".*The config property (\\S+) with the config value \"(.*)\" threw an Exception whilst being converted (.*)",
            Pattern.DOTALL);
    private static final Pattern MESSAGE_CODE = Pattern.compile("^(?:java\\.\\S+: )?SRCFG\\d+: ");

    StartFailure {
        lines = List.copyOf(lines);
    }

    static StartFailure of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            StartFailure known = known(cause);
            if (known != null) {
                return known;
            }
        }
        return new StartFailure(FAILED, List.of("cannot start: " + rootOf(thrown)), false);
    }

    private static @Nullable StartFailure known(Throwable cause) {
        if (cause instanceof ConfigValidationException invalid) {
            return misconfigured(problemsOf(invalid));
        }
        if (cause instanceof ConfigurationException) {
            return misconfigured(List.of(readable(String.valueOf(cause.getMessage()))));
        }
        if (cause instanceof UnsupportedPlatformException) {
            return failed("unsupported platform: " + cause.getMessage());
        }
        if (cause instanceof QuarkusBindException bind) {
            return failed(unableToListen(bind));
        }
        if (cause instanceof UnknownHostException) {
            return misconfigured(List.of(notAccepted(Flag.BIND)));
        }
        String message = String.valueOf(cause.getMessage());
        if (cause instanceof IllegalArgumentException && message.startsWith("port ")) {
            // Vert.x, "port must be <= 65535": Quarkus takes any whole number.
            return misconfigured(List.of(notAccepted(Flag.PORT)));
        }
        if (MESSAGE_CODE.matcher(message).find()) {
            return misconfigured(List.of(readable(message)));
        }
        return null;
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

    private static List<String> problemsOf(ConfigValidationException invalid) {
        List<String> problems = new ArrayList<>(invalid.getProblemCount());
        for (int i = 0; i < invalid.getProblemCount(); i++) {
            problems.add(readable(invalid.getProblem(i).getMessage()));
        }
        return problems;
    }

    private static String readable(String message) {
        Matcher conversion = CONVERSION.matcher(message);
        if (conversion.matches()) {
            return conversion.group(1) + ": \"" + conversion.group(2) + "\" is not accepted: "
                    + withoutCode(conversion.group(3));
        }
        return withoutCode(message);
    }

    private static String withoutCode(String message) {
        return MESSAGE_CODE.matcher(message).replaceFirst("");
    }

    /** For a value that was not given by the flag, which would have refused it at once. */
    private static String notAccepted(Flag flag) {
        return UsageException.badValue(flag.key(), ConfigProvider.getConfig().getConfigValue(flag.key()).getValue(),
                flag.accepted()).getMessage();
    }

    private static String unableToListen(QuarkusBindException bind) {
        String message = bind.getMessage();
        if (message.contains("in use")) {
            return "port " + bind.getPort() + " of " + bind.getHost()
                    + " is in use by another program, choose another with --port";
        }
        return "cannot listen on " + bind.getHost() + " port " + bind.getPort() + " ("
                + message.substring(message.lastIndexOf(": ") + 2) + "), choose an address of this machine with --bind";
    }
}

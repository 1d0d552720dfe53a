package io.darwinexporter.it;

import jakarta.inject.Singleton;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.GroupNamer;
import io.darwinexporter.ProcessFacts;

/** Groups Java programs by their jar, leaves shells out, and everything else as it is. */
@Singleton
public class ByRuntime implements GroupNamer {

    @Override
    public @Nullable String groupName(ProcessFacts process) {
        return switch (process.name()) {
            case "java" -> "java " + jar(process);
            case "sh", "dash", "bash" -> null;
            default -> process.name();
        };
    }

    private static String jar(ProcessFacts process) {
        int option = process.arguments().indexOf("-jar");
        if (option < 0 || option + 1 == process.arguments().size()) {
            return "without jar";
        }
        String path = process.arguments().get(option + 1);
        return path.substring(path.lastIndexOf('/') + 1);
    }
}

package io.darwinexporter.app;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.runtime.ProcessExplanations;

/**
 * The command {@code explain}.
 *
 * @param pid the process to explain, unless there is a name
 * @param name the name of the processes to explain; null to go by pid
 * @param arguments whether to show command lines
 */
record Explain(int pid, @Nullable String name, boolean arguments) {

    /** What is known of the process, or processes, in some lines for each; empty if there is none. */
    List<String> texts() {
        try (ProcessExplanations explanations = ProcessExplanations.open(ProgramConfiguration.checked(Map.of()),
                ProgramConfiguration.webLayout(), arguments)) {
            return name == null ? explanations.process(pid) : explanations.named(name);
        }
    }

    /** What to say if there is none. */
    String notFound() {
        return (name == null ? "no process " + pid : "no process named \"" + name + '"')
                + " is seen (kernel threads only with -Dquarkus.darwin-exporter.kernel-threads=true)";
    }
}

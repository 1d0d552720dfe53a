package io.darwinexporter.internal.linux;

import java.util.ArrayList;
import java.util.List;

/** What is told of some processes only, since others' may not be looked at: sentences for people. */
final class OthersProcesses {

    private final Capabilities own;
    private final boolean initIsHidden;
    private final List<String> ofFiles = new ArrayList<>();
    private final List<String> ofTracing = new ArrayList<>();
    private final List<String> ofBoth = new ArrayList<>();

    /** @param initIsHidden whether the first process of all may not be looked at */
    OthersProcesses(Capabilities own, boolean initIsHidden) {
        this.own = own;
        this.initIsHidden = initIsHidden;
    }

    /** Something for which files are opened that only their owner may read. */
    void takesFiles(String measures) {
        ofFiles.add(measures);
    }

    /** Something that is read out of processes. */
    void takesTracing(String measures) {
        ofTracing.add(measures);
    }

    /** Something that is read out of processes by files that only their owner may open. */
    void takesBoth(String measures) {
        ofBoth.add(measures);
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        if (own.opensFiles() && own.traces()) {
            // Not so in a container that has a first process of its own.
            if (!own.ofHost() && initIsHidden) {
                List<String> all = new ArrayList<>(ofBoth);
                all.addAll(ofFiles);
                all.addAll(ofTracing);
                add(sentences, "in a user namespace of its own", all, "processes in it");
            }
            return sentences;
        }
        String missing = own.opensFiles() ? "no CAP_SYS_PTRACE"
                : own.traces() ? "no CAP_DAC_READ_SEARCH" : "neither CAP_SYS_PTRACE nor CAP_DAC_READ_SEARCH";
        add(sentences, missing, ofBoth, "this user's processes");
        if (!own.opensFiles()) {
            add(sentences, "no CAP_DAC_READ_SEARCH", ofFiles, "this user's processes");
        }
        if (!own.traces()) {
            add(sentences, "no CAP_SYS_PTRACE", ofTracing, "this user's processes");
        }
        return sentences;
    }

    private static void add(List<String> sentences, String reason, List<String> measures, String processes) {
        if (!measures.isEmpty()) {
            sentences.add(reason + ": " + String.join(", ", measures) + " of " + processes + " only");
        }
    }
}

package io.darwinexporter.internal.rule;

import java.util.List;
import java.util.Set;

import io.darwinexporter.ProcessFact;

/** Takes some processes and not others. Unchangeable. */
interface Selector {

    /** What it is called in configuration. */
    String key();

    /** What it takes, for people: names or expressions as they were written. */
    List<String> wanted();

    /** What it looks at, of what costs something. */
    Set<ProcessFact> usedFacts();

    /** What a process has for it to look at, for people; empty if nothing is known. */
    String found(Subject subject);

    /**
     * Whether it takes a process.
     *
     * @param captures gets what named groups of regular expressions find
     */
    boolean takes(Subject subject, Captures captures);
}

package io.darwinexporter.internal.snapshot;

/**
 * Decides by its name whether a process is looked at.
 * <p>
 * A source asks when it meets a process first and again when the name has changed, and remembers the answer in between.
 */
@FunctionalInterface
public interface ProcessFilter {

    /** Takes every process. */
    ProcessFilter ALL = name -> true;

    /** Whether a process of this name is to be shown. */
    boolean accepts(String name);
}

/**
 * Tells why a process is in its group, or in none.
 * <p>
 * In come a result on loan, and what decides where processes belong: patterns and grouping. Out go
 * {@link io.darwinexporter.internal.explain.Explanation}s, which may be kept, and their
 * {@linkplain io.darwinexporter.internal.explain.ExplanationText text for people}. Nobody's environment is in them, and command
 * lines only if whoever asks may see secrets. Must not know: platforms, HTTP, where settings come from.
 */
@NullMarked
package io.darwinexporter.internal.explain;

import org.jspecify.annotations.NullMarked;

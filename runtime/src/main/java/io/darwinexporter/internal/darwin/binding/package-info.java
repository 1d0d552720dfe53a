/**
 * The one door to macOS: functions of libSystem by their C names, memory that they write to, and error numbers.
 * <p>
 * Primitives and addresses go in, numbers and bytes come out; what the bytes mean is the affair of the decoders one package
 * up. Holds all use of JNA on macOS, so that another way to call C can take its place, and grows by the functions that other
 * sources of counts need. Must not know: structures, processes, measures.
 */
@NullUnmarked
package io.darwinexporter.internal.darwin.binding;

import org.jspecify.annotations.NullUnmarked;

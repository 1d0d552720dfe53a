/**
 * Measures the parts of the exporter: source, tracker, writer.
 * <p>
 * In comes the host with its processes, or a made-up one of any size; out go times and bytes allocated. It knows every part
 * by its entry point, and none of them knows it. Null is not checked: JMH sets fields after the constructor.
 */
@NullUnmarked
package io.darwinexporter.benchmarks;

import org.jspecify.annotations.NullUnmarked;

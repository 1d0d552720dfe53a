/**
 * Parsers of the kernel's text files, one for each file and named after it.
 * <p>
 * In come a reused {@code byte[]} and the number of bytes read into it; out come primitives, which stay until the next parse.
 * A parser tells by {@code false} that a file is not what it should be (cut short, mostly); it never throws for content. It
 * decodes only what is exported. Must not know: how files are read.
 */
@NullMarked
package io.darwinexporter.internal.linux.procfs;

import org.jspecify.annotations.NullMarked;

/**
 * The C library of Linux by JNA: C names, numbers and sizes, no logic.
 * <p>
 * Only primitives cross the border, and addresses are {@code long}, so that a call creates no objects. Nothing here loads
 * before {@link io.darwinexporter.internal.linux.binding.LibC#load()} is called. Must not know: processes, what files mean.
 */
@NullUnmarked
package io.darwinexporter.internal.linux.binding;

import org.jspecify.annotations.NullUnmarked;

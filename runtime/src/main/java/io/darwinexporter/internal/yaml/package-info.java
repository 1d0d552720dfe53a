/**
 * Reading of YAML files.
 * <p>
 * In comes the name of a file, out go nodes and their places for people, or one problem. It must not know what is in which
 * file.
 */
@NullMarked
package io.darwinexporter.internal.yaml;

import org.jspecify.annotations.NullMarked;

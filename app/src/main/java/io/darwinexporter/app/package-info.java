/**
 * The program around the extension: flags, their translation into settings, and one clear line when it cannot start.
 * <p>
 * In come the arguments of the command line; out go system properties, which Quarkus then reads like any other setting,
 * and an exit code. It knows the names of settings, never what is done with them: collecting, metrics and HTTP belong to
 * the extension, who may use it to {@code web}.
 */
@NullMarked
package io.darwinexporter.app;

import org.jspecify.annotations.NullMarked;

/**
 * Build steps of the extension: what goes into an application that uses it.
 * <p>
 * In come the application's beans and build-time configuration; out go beans, resources and settings of the build. Must not
 * know: platforms, JNA (beyond what a build has to register for it), metrics.
 */
package io.darwinexporter.deployment;

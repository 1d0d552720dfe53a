/**
 * Who may use the program's HTTP server, and how: TLS, client certificates, passwords.
 * <p>
 * In comes a file in the format that Prometheus and its exporters share; out go settings of Quarkus, which then does TLS, and
 * a filter before all pages that asks for a password. It knows nothing of processes and metrics, nor what the pages are.
 */
@NullMarked
package io.darwinexporter.app.web;

import org.jspecify.annotations.NullMarked;

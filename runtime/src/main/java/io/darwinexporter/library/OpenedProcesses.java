package io.darwinexporter.library;

import java.util.Optional;

import io.darwinexporter.HostProcesses;
import io.darwinexporter.MetricsFormat;
import io.darwinexporter.MetricsText;
import io.darwinexporter.ProcessCollection;
import io.darwinexporter.internal.exporter.Exporter;

/**
 * The processes of this host, for a program that closes them when it has seen enough. Collects only when it is asked: a
 * program that wants to follow what comes and goes asks every few seconds.
 */
public final class OpenedProcesses implements HostProcesses, AutoCloseable {

    private final Exporter exporter;

    OpenedProcesses(Exporter exporter) {
        this.exporter = exporter;
    }

    @Override
    public ProcessCollection collect() {
        return exporter.collect();
    }

    @Override
    public Optional<ProcessCollection> latest() {
        return exporter.latest();
    }

    @Override
    public MetricsText metrics(MetricsFormat format) {
        return exporter.metrics(format);
    }

    /** Waits for a running collection, then gives back descriptors, sockets and threads. Closing again does nothing. */
    @Override
    public void close() {
        exporter.close();
    }
}

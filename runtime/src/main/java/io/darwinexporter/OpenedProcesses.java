package io.darwinexporter;

/**
 * The processes of this host, for a program that closes them when it has seen enough. Collects only when it is asked: a
 * program that wants to follow what comes and goes asks every few seconds.
 */
public interface OpenedProcesses extends HostProcesses, AutoCloseable {

    /** Waits for a running collection, then gives back descriptors, sockets and threads. Closing again does nothing. */
    @Override
    void close();
}

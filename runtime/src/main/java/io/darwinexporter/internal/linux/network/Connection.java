package io.darwinexporter.internal.linux.network;

/** A TCP connection as one of its ends sees it: addresses as IPv6 writes them, and ports. */
record Connection(long localHigh, long localLow, long remoteHigh, long remoteLow, int localPort, int remotePort) {
}

package io.darwinexporter.app.connection;

/**
 * What a request may be.
 *
 * @param requestNanos the most that it takes to come; 0 for no limit
 * @param readNanos the most that a part of its answer takes to be read; 0 for no limit
 * @param headBytes the most of a first line and headers that is waited for
 * @param headers the most of them
 */
record RequestLimits(long requestNanos, long readNanos, long headBytes, int headers) {
}

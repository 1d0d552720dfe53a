package io.darwinexporter.app.connection;

/**
 * What a request may be.
 *
 * @param requestMillis the most that it takes to come; 0 for no limit
 * @param readMillis the most that a part of its answer takes to be read; 0 for no limit
 * @param headBytes the most of a first line and headers that is waited for
 * @param headers the most of them
 */
record RequestLimits(long requestMillis, long readMillis, long headBytes, int headers) {
}

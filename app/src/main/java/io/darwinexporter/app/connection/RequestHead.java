package io.darwinexporter.app.connection;

import io.netty.buffer.ByteBuf;

/**
 * Looks for the end of a head, which is an empty line, in bytes that come by and by. Each is looked at once.
 */
final class RequestHead {

    private int seenBytes;
    private int lines;
    private boolean lineIsEmpty;

    /**
     * @param bytes from the first byte of the head on
     * @return how many of them are the head; -1 if it goes on
     */
    int lengthIn(ByteBuf bytes) {
        int start = bytes.readerIndex();
        for (int i = start + seenBytes; i < bytes.writerIndex(); i++) {
            byte b = bytes.getByte(i);
            if (b == '\n') {
                if (lineIsEmpty) {
                    return i + 1 - start;
                }
                lines++;
                lineIsEmpty = true;
            } else if (b != '\r') {
                lineIsEmpty = false;
            }
        }
        seenBytes = bytes.readableBytes();
        return -1;
    }

    /** Whether nothing of it has come yet. */
    boolean isAwaited() {
        return seenBytes == 0;
    }

    /** How many headers there are so far. */
    int headers() {
        return Math.max(0, lines - 1);
    }
}

package io.darwinexporter.internal.darwin.network;

import java.nio.ByteBuffer;

/**
 * Lays out what is asked of the control. A length that is not that of the request makes the kernel drop its flags.
 *
 * <pre>
 * ADD_ALL_SRCS (1002)  header, 16 u64 filter, 24 u64 events, 32 u32 provider, 36 i32 target_pid, 40 target_uuid[16]
 * GET_UPDATE (1007)    header, 16 u64 srcref
 * </pre>
 */
final class StatisticsRequests {

    static final int ADD_ALL_SRCS = 1002;
    static final int ADD_ALL_SIZE = 56;
    static final int FILTER = 16;
    static final int ADD_ALL_PROVIDER = 32;
    /** No message for each source that is added; counts and descriptor come together. */
    static final int FILTER_SUPPRESS_SRC_ADDED = 0x10_0000;

    static final int GET_UPDATE = 1007;
    static final int GET_UPDATE_SIZE = 24;
    static final long ALL_SOURCES = -1;

    private StatisticsRequests() {
    }

    /** Writes a request to tell of all sources of a provider from now on; returns its length. */
    static int addAll(ByteBuffer to, long context, int provider) {
        header(to, context, ADD_ALL_SRCS, ADD_ALL_SIZE, 0);
        to.putLong(FILTER, FILTER_SUPPRESS_SRC_ADDED);
        to.putInt(ADD_ALL_PROVIDER, provider);
        return ADD_ALL_SIZE;
    }

    /** Writes a request to tell how all sources are now, in rounds; returns its length. */
    static int getUpdate(ByteBuffer to, long context) {
        header(to, context, GET_UPDATE, GET_UPDATE_SIZE, StatisticsMessages.FLAG_CONTINUATION);
        to.putLong(StatisticsMessages.SOURCE, ALL_SOURCES);
        return GET_UPDATE_SIZE;
    }

    private static void header(ByteBuffer to, long context, int type, int length, int flags) {
        for (int i = 0; i < length; i += Long.BYTES) {
            to.putLong(i, 0);
        }
        to.putLong(StatisticsMessages.CONTEXT, context);
        to.putInt(StatisticsMessages.TYPE, type);
        to.putShort(StatisticsMessages.LENGTH, (short) length);
        to.putShort(StatisticsMessages.FLAGS, (short) flags);
    }
}

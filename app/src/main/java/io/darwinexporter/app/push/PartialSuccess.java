package io.darwinexporter.app.push;

import java.nio.ByteBuffer;

/**
 * What the body of an answer tells. One that cannot be read tells nothing.
 *
 * <pre>
 * ExportMetricsServiceResponse      1  ExportMetricsPartialSuccess
 * ExportMetricsPartialSuccess       1  rejected_data_points (varint)    2  error_message
 * google.rpc.Status                 1  code (varint)                    2  message
 * </pre>
 *
 * @param rejectedPoints how many points the receiver did not accept
 * @param message why, or something else that it wants to say
 * @see <a href="https://github.com/open-telemetry/opentelemetry-proto/tree/main/opentelemetry/proto/collector/metrics/v1">the
 *      messages</a>
 */
record PartialSuccess(long rejectedPoints, String message) {

    /** Everything was accepted. */
    static final PartialSuccess WHOLE = new PartialSuccess(0, "");

    private static final int PARTIAL_SUCCESS = 1;
    private static final int REJECTED_POINTS = 1;
    private static final int MESSAGE = 2;

    /** Of the body of an answer to a request that was accepted. */
    static PartialSuccess in(byte[] body) {
        MessageFields answer = MessageFields.of(ByteBuffer.wrap(body));
        ByteBuffer partial = answer == null ? null : answer.bytes(PARTIAL_SUCCESS);
        MessageFields fields = partial == null ? null : MessageFields.of(partial);
        return fields == null ? WHOLE
                : new PartialSuccess(Math.max(0, fields.number(REJECTED_POINTS)), fields.text(MESSAGE));
    }

    /** What the body of another answer says; empty if it says nothing. */
    static String statusMessage(byte[] body) {
        MessageFields status = MessageFields.of(ByteBuffer.wrap(body));
        return status == null ? "" : status.text(MESSAGE);
    }
}

package io.darwinexporter.app.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

import org.junit.jupiter.api.Test;

import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;

class PartialSuccessTest {

    private static final byte[] PARTIAL = ExportMetricsServiceResponse.newBuilder().setPartialSuccess(
            ExportMetricsPartialSuccess.newBuilder().setRejectedDataPoints(Long.MAX_VALUE).setErrorMessage("\u00fcber"))
            .build().toByteArray();

    @Test
    void rejectedPointsAndMessageAreRead() {
        assertThat(PartialSuccess.in(PARTIAL)).isEqualTo(new PartialSuccess(Long.MAX_VALUE, "\u00fcber"));
    }

    @Test
    void messageWithoutRejectionIsRead() {
        byte[] warning = ExportMetricsServiceResponse.newBuilder().setPartialSuccess(
                ExportMetricsPartialSuccess.newBuilder().setErrorMessage("slow down")).build().toByteArray();

        assertThat(PartialSuccess.in(warning)).isEqualTo(new PartialSuccess(0, "slow down"));
    }

    @Test
    void nothingIsWholeSuccess() {
        assertThat(PartialSuccess.in(new byte[0])).isEqualTo(PartialSuccess.WHOLE);
    }

    @Test
    void whatIsCutOffTellsNothing() {
        for (int length = 0; length < PARTIAL.length; length++) {
            assertThat(PartialSuccess.in(Arrays.copyOf(PARTIAL, length))).as("%d bytes", length)
                    .isEqualTo(PartialSuccess.WHOLE);
        }
    }

    @Test
    void fieldsThatAreNotKnownArePassedOver() {
        // Field 3 as a varint, 4 as 64 bits, 5 as 32 bits, 6 as bytes, then the message, field 2.
        byte[] status = { 24, (byte) 0x80, 1, 33, 1, 2, 3, 4, 5, 6, 7, 8, 45, 1, 2, 3, 4, 50, 1, 9, 18, 2, 'o', 'k' };

        assertThat(PartialSuccess.statusMessage(status)).isEqualTo("ok");
    }

    @Test
    void encodingsThatDoNotExistTellNothing() {
        byte[] group = { 18, 2, 'o', 'k', 11 };
        byte[] endlessNumber = { 18, 2, 'o', 'k', 8, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1 };
        byte[] negativeLength = { 18, 2, 'o', 'k', 18, -1, -1, -1, -1, -1, -1, -1, -1, -1, 1 };

        assertThat(PartialSuccess.statusMessage(group)).isEmpty();
        assertThat(PartialSuccess.statusMessage(endlessNumber)).isEmpty();
        assertThat(PartialSuccess.statusMessage(negativeLength)).isEmpty();
    }
}

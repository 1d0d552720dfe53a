package io.darwinexporter.app.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.darwinexporter.app.push.Answer.Outcome;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.vertx.core.MultiMap;

class AnswerTest {

    private static final Instant NOW = Instant.parse("2026-11-23T08:49:30Z");
    private static final byte[] NOTHING = {};

    @ParameterizedTest
    @ValueSource(ints = { 200, 202, 204 })
    void successIsAccepted(int status) {
        Answer answer = answer(status, NOTHING);

        assertThat(answer.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(answer.reason()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = { 429, 502, 503, 504 })
    void whatMayPassIsSentAgain(int status) {
        assertThat(answer(status, NOTHING).outcome()).isEqualTo(Outcome.LATER);
    }

    @ParameterizedTest
    @ValueSource(ints = { 301, 307, 400, 401, 403, 404, 413, 500, 501 })
    void whatIsRefusedIsNotSentAgain(int status) {
        Answer answer = answer(status, "no\r\nsuch\u0007\u2028tenant ".getBytes(UTF_8), "Content-Type", "text/plain");

        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(answer.reason()).isEqualTo("status " + status);
        assertThat(answer.details()).isEqualTo("no  such  tenant");
    }

    @Test
    void pointsThatWereRejectedAreCounted() {
        byte[] body = ExportMetricsServiceResponse.newBuilder().setPartialSuccess(
                ExportMetricsPartialSuccess.newBuilder().setRejectedDataPoints(300).setErrorMessage("too old")).build()
                .toByteArray();

        Answer answer = answer(200, body, "Content-Type", "application/x-protobuf");

        assertThat(answer.outcome()).isEqualTo(Outcome.ACCEPTED);
        assertThat(answer.rejectedPoints()).isEqualTo(300);
        assertThat(answer.details()).isEqualTo("too old");
        assertThat(answer.reason()).isNotEmpty();
    }

    @Test
    void messageOfAStatusIsTold() {
        // google.rpc.Status: code 3, message "bad".
        byte[] body = { 8, 3, 18, 3, 'b', 'a', 'd' };

        assertThat(answer(400, body, "Content-Type", "application/x-protobuf").details()).isEqualTo("bad");
    }

    @Test
    void garbageIsNoReasonToFail() {
        byte[] garbage = new byte[70_000];
        new Random(1).nextBytes(garbage);

        assertThat(answer(200, garbage, "Content-Type", "application/x-protobuf").rejectedPoints()).isZero();
        assertThat(answer(400, garbage).details().length()).isLessThanOrEqualTo(200);
    }

    @Test
    void receiverSaysWhenToComeBack() {
        assertThat(retryAfter("7")).isEqualTo(Duration.ofSeconds(7));
        assertThat(retryAfter("Mon, 23 Nov 2026 08:49:37 GMT")).isEqualTo(Duration.ofSeconds(7));
        assertThat(retryAfter("Mon, 23 Nov 2026 08:49:00 GMT")).isEqualTo(Duration.ZERO);
        assertThat(retryAfter("99999999999999999999")).isEqualTo(Duration.ofHours(1));
        assertThat(retryAfter("Tue, 24 Nov 2026 08:49:30 GMT")).isEqualTo(Duration.ofHours(1));
        assertThat(retryAfter("soon")).isEqualTo(Duration.ZERO);
        assertThat(retryAfter("-1")).isEqualTo(Duration.ZERO);
        assertThat(retryAfter("")).isEqualTo(Duration.ZERO);
    }

    private static Duration retryAfter(String value) {
        return answer(503, NOTHING, "Retry-After", value).retryAfter();
    }

    private static Answer answer(int status, byte[] body, String... headers) {
        MultiMap all = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < headers.length; i += 2) {
            all.add(headers[i], headers[i + 1]);
        }
        return Answer.of(status, all, body, NOW);
    }
}

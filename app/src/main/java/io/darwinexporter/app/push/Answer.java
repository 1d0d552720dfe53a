package io.darwinexporter.app.push;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;

/**
 * What became of a request.
 *
 * @param outcome what follows from it
 * @param reason why it was not accepted, in whole or in part; one of a few. Empty if it was.
 * @param details what the receiver or the network says to that, on one line; may be empty
 * @param rejectedPoints how many points of an accepted request the receiver did not accept
 * @param retryAfter how long the receiver wants to be left alone; zero if it does not say
 */
record Answer(Outcome outcome, String reason, String details, long rejectedPoints, Duration retryAfter) {

    enum Outcome {
        ACCEPTED,
        /** It may be accepted later. */
        LATER,
        /** It will never be accepted. */
        REFUSED;

        private final String label = name().toLowerCase(Locale.ROOT);

        String label() {
            return label;
        }
    }

    /** Those that OTLP says may be sent again. */
    private static final Set<Integer> LATER = Set.of(429, 502, 503, 504);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);
    private static final int LONGEST_DETAILS = 200;
    private static final String PROTOBUF = "application/x-protobuf";

    /** There was no answer, or one that is none. */
    static Answer none(String details) {
        return new Answer(Outcome.LATER, "no answer", oneLine(details), 0, Duration.ZERO);
    }

    static Answer of(HttpClientResponse response, byte[] body) {
        return of(response.statusCode(), response.headers(), body, Instant.now());
    }

    static Answer of(int status, MultiMap headers, byte[] body, Instant now) {
        boolean protobuf = headers.get("Content-Type") != null && headers.get("Content-Type").startsWith(PROTOBUF);
        if (status >= 200 && status < 300) {
            PartialSuccess success = protobuf ? PartialSuccess.in(body) : PartialSuccess.WHOLE;
            String reason = success.rejectedPoints() > 0 ? "points were rejected" : "";
            return new Answer(Outcome.ACCEPTED, reason, oneLine(success.message()), success.rejectedPoints(), Duration.ZERO);
        }
        String details = oneLine(protobuf ? PartialSuccess.statusMessage(body) : new String(body, StandardCharsets.UTF_8));
        Outcome outcome = LATER.contains(status) ? Outcome.LATER : Outcome.REFUSED;
        return new Answer(outcome, "status " + status, details, 0,
                retryAfter(headers.get("Retry-After"), now));
    }

    /** A number of seconds, or a time (RFC 9110, 10.2.3). What is neither says nothing. */
    private static Duration retryAfter(@Nullable String given, Instant now) {
        if (given == null || given.isBlank()) {
            return Duration.ZERO;
        }
        try {
            Duration wait = given.chars().allMatch(c -> c >= '0' && c <= '9')
                    ? Duration.ofSeconds(Long.parseLong(given))
                    : Duration.between(now, ZonedDateTime.parse(given, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
            if (wait.isNegative()) {
                return Duration.ZERO;
            }
            return wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait;
        } catch (NumberFormatException tooLong) {
            return LONGEST_RETRY_AFTER;
        } catch (DateTimeException | ArithmeticException neither) {
            return Duration.ZERO;
        }
    }

    /** Whatever a receiver sends, it makes no more than a line. */
    private static String oneLine(String text) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < text.length() && line.length() < LONGEST_DETAILS; i++) {
            char c = text.charAt(i);
            boolean printable = !Character.isISOControl(c) && Character.isDefined(c) && !Character.isSurrogate(c)
                    && c != '\u2028' && c != '\u2029';
            line.append(printable ? c : ' ');
        }
        return line.toString().trim();
    }
}

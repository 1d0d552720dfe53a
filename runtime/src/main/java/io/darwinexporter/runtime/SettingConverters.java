package io.darwinexporter.runtime;

import java.time.Duration;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

import io.quarkus.runtime.configuration.DurationConverter;

/**
 * Read configured values, and refuse those that cannot be meant.
 * <p>
 * Ranges are checked here and not later, because Quarkus gathers what converters refuse: so all mistakes are told at once.
 * Public only because SmallRye Config makes the instances.
 */
public final class SettingConverters {

    private SettingConverters() {
    }

    private static IllegalArgumentException refused(String accepted) {
        return new IllegalArgumentException(ConfigurationProblems.ACCEPTED_PREFIX + accepted);
    }

    /** Yes or no. Quarkus's own converter takes every word that it does not know for "no". */
    public static final class Switch implements Converter<Boolean> {

        private static final long serialVersionUID = 1L;

        public Switch() {
        }

        @Override
        public Boolean convert(String value) {
            if (value.trim().equalsIgnoreCase("true")) {
                return true;
            }
            if (value.trim().equalsIgnoreCase("false")) {
                return false;
            }
            throw refused("true or false");
        }
    }

    /** A duration that is not negative, and not so long that it must be a mistake. */
    public static final class TimeSpan implements Converter<Duration> {

        private static final long serialVersionUID = 1L;
        private static final Duration LONGEST = Duration.ofDays(3650);

        public TimeSpan() {
        }

        @Override
        public Duration convert(String value) {
            Duration duration = parsed(value);
            if (duration == null || duration.isNegative() || duration.compareTo(LONGEST) > 0) {
                throw refused("a duration from 0 to 3650d such as 15s or 1h");
            }
            return duration;
        }
    }

    /** A duration that the scheduler can keep, or 0. */
    public static final class Interval implements Converter<Duration> {

        private static final long serialVersionUID = 1L;
        private static final Duration SHORTEST = Duration.ofSeconds(1);
        private static final Duration LONGEST = Duration.ofDays(1);

        public Interval() {
        }

        @Override
        public Duration convert(String value) {
            Duration duration = parsed(value);
            if (duration == null || !duration.isZero()
                    && (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0)) {
                throw refused("a duration from 1s to 24h, or 0 to collect only when scraped");
            }
            return duration;
        }
    }

    private static @Nullable Duration parsed(String value) {
        try {
            return DurationConverter.parseDuration(value.trim());
        } catch (IllegalArgumentException | ArithmeticException e) {
            return null;
        }
    }

    /** A part of something. */
    public static final class Share implements Converter<Double> {

        private static final long serialVersionUID = 1L;

        public Share() {
        }

        @Override
        public Double convert(String value) {
            double share;
            try {
                share = Double.parseDouble(value.trim());
            } catch (NumberFormatException e) {
                share = Double.NaN;
            }
            if (!(share >= 0 && share <= 1)) {
                throw refused("a number from 0 to 1");
            }
            return share;
        }
    }

    /** A number of at least 1. */
    public static final class Limit implements Converter<Integer> {

        private static final long serialVersionUID = 1L;

        public Limit() {
        }

        @Override
        public Integer convert(String value) {
            int limit;
            try {
                limit = Integer.parseInt(value.trim());
            } catch (NumberFormatException e) {
                limit = 0;
            }
            if (limit < 1) {
                throw refused("a whole number from 1 to " + Integer.MAX_VALUE);
            }
            return limit;
        }
    }

    /** A path to serve something at, other than the root. */
    public static final class EndpointPath implements Converter<String> {

        private static final long serialVersionUID = 1L;
        private static final Pattern PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+");

        public EndpointPath() {
        }

        @Override
        public String convert(String value) {
            if (!PATH.matcher(value.trim()).matches()) {
                throw refused("a path such as /metrics, of letters, digits and . _ ~ - after each slash");
            }
            return value.trim();
        }
    }
}

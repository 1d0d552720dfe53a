package io.darwinexporter.app;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.spi.Converter;
import org.jspecify.annotations.Nullable;

import io.darwinexporter.app.web.WebConfigFile;
import io.darwinexporter.internal.metric.Profile;
import io.darwinexporter.runtime.SettingConverters;

/**
 * Each flag that is short for a setting: how it is written, what it accepts and which setting it becomes.
 */
enum Flag {

    PORT("quarkus.http.port", "PORT", "a port number from 0 to 65535",
            "Port to listen on; 0 takes a free one (default: 1053).", Flag::port, "-p", "--port"),
    BIND("quarkus.http.host", "ADDRESS", "an address or host name of this machine",
            "Address to listen on (default: 0.0.0.0, all of them).", Flag::host, "-b", "--bind"),
    PATH("quarkus.darwin-exporter.path", "PATH", "a path such as /metrics, of letters, digits and . _ ~ - after each slash",
            "Path of the metrics (default: /metrics).", Flag::path, "--path"),
    PROFILE("quarkus.darwin-exporter.profile", "NAME", "one of " + Profile.keys(),
            "Names of the metrics: " + Profile.keys() + " (default: original).", Flag::profile, "--profile"),
    INTERVAL("quarkus.darwin-exporter.interval", "SECONDS", "0 or a number of seconds from 1 to 86400",
            "Collect this often when nobody scrapes; 0: scrapes only (default: 15).", Flag::seconds,
            "-i", "--interval"),
    INCLUDE_PATTERN("quarkus.darwin-exporter.include-patterns", "PATTERN", "a part of a process name",
            "Keep only processes whose name matches one of these.", Flag::nonEmpty, "--include-pattern"),
    EXCLUDE_PATTERN("quarkus.darwin-exporter.exclude-patterns", "PATTERN", "a part of a process name",
            "Leave out processes whose name matches one of these.", Flag::nonEmpty, "--exclude-pattern"),
    RULES("quarkus.darwin-exporter.rules-file", "FILE", "the name of a YAML file",
            "Group processes by the rules in this file.", Flag::nonEmpty, "--rules"),
    WEB_CONFIG_FILE(WebConfigFile.PROPERTY, "FILE", "the name of a YAML file",
            "TLS, client certificates and passwords, as for Prometheus's exporters.", Flag::nonEmpty,
            "--web.config.file"),
    PUSH("darwin-exporter.push.endpoint", "URL", "a URL such as http://collector:4318",
            "Push metrics to this receiver of OpenTelemetry's protocol over HTTP.", Flag::nonEmpty, "--push"),
    NO_THREADS("quarkus.darwin-exporter.collect.threads", "Do not count threads.", "--no-threads"),
    NO_FD("quarkus.darwin-exporter.collect.descriptors", "Do not count open descriptors.", "--no-fd");

    /** Nine digits on each side are exact in a {@link Duration}. */
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9}))?");
    private static final Pattern PORT_DIGITS = Pattern.compile("\\d{1,5}");

    private final String key;
    private final String label;
    private final String accepted;
    private final String description;
    private final UnaryOperator<@Nullable String> setting;
    private final List<String> names;

    /** A flag with a value; {@code setting} turns what was given into the setting's text, or null if it is not accepted. */
    Flag(String key, String label, String accepted, String description, UnaryOperator<@Nullable String> setting,
            String... names) {
        this.key = key;
        this.label = label;
        this.accepted = accepted;
        this.description = description;
        this.setting = setting;
        this.names = List.of(names);
    }

    /** A flag without a value, which switches something off. */
    Flag(String key, String description, String name) {
        this(key, "", "no value", description, given -> "false", name);
    }

    String key() {
        return key;
    }

    /** As it is named in messages: the long form. */
    String longName() {
        return names.get(names.size() - 1);
    }

    List<String> names() {
        return names;
    }

    String label() {
        return label;
    }

    String accepted() {
        return accepted;
    }

    String description() {
        return description;
    }

    boolean takesValue() {
        return !label.isEmpty();
    }

    boolean isRepeatable() {
        return this == INCLUDE_PATTERN || this == EXCLUDE_PATTERN;
    }

    /**
     * The text of the setting.
     *
     * @throws UsageException if this value is not accepted
     */
    String settingOf(String given) {
        String text = setting.apply(given);
        if (text == null) {
            throw new UsageException(refusal(longName(), given));
        }
        return text;
    }

    /** What to say about a value that is not accepted. */
    String refusal(String name, String given) {
        return name + ": \"" + given + "\" is not accepted, it takes " + accepted;
    }

    private static @Nullable String port(String given) {
        return PORT_DIGITS.matcher(given).matches() && Integer.parseInt(given) <= 65535 ? given : null;
    }

    private static @Nullable String host(String given) {
        return given.isBlank() ? null : given;
    }

    private static @Nullable String path(String given) {
        return taken(new SettingConverters.EndpointPath(), given);
    }

    private static @Nullable String profile(String given) {
        return Profile.named(given) == null ? null : given;
    }

    private static @Nullable String seconds(String given) {
        var matcher = SECONDS.matcher(given);
        if (!matcher.matches()) {
            return null;
        }
        String fraction = matcher.group(2) == null ? "" : matcher.group(2);
        long nanos = Long.parseLong((fraction + "000000000").substring(0, 9));
        Duration interval = Duration.ofSeconds(Long.parseLong(matcher.group(1)), nanos);
        return taken(new SettingConverters.Interval(), interval.toString());
    }

    /** The text, if the setting takes it: should a flag let more pass, the refusal would not name the flag. */
    private static @Nullable String taken(Converter<?> setting, String text) {
        try {
            setting.convert(text);
            return text;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable String nonEmpty(String given) {
        return given.isEmpty() ? null : given;
    }
}

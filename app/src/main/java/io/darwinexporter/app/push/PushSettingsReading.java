package io.darwinexporter.app.push;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.app.push.StandardVariables.Variable;
import io.darwinexporter.runtime.SettingProblem;
import io.darwinexporter.runtime.SettingsException;

/**
 * Puts together what is set and what the standard variables say, and gathers all that is wrong with it.
 */
final class PushSettingsReading {

    private static final String METRICS_PATH = "/v1/metrics";
    private static final URI DEFAULT_ENDPOINT = URI.create("http://localhost:4318" + METRICS_PATH);
    private static final Duration DEFAULT_INTERVAL = Duration.ofMinutes(1);
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SHORTEST_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_INTERVAL = Duration.ofDays(1);
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(5);
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
    private static final Set<String> OWN_HEADERS = Set.of("connection", "content-encoding", "content-length", "content-type",
            "expect", "host", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade");
    private static final int LARGEST_PORT = 65535;
    /** Instead of a value that may be secret. */
    private static final String HIDDEN = "...";
    private static final String ACCEPTED_PAIRS = "name=value pairs such as api-key=abc,tenant=my%20team";

    private final PushConfig config;
    private final StandardVariables standard;
    private final List<SettingProblem> problems = new ArrayList<>();

    PushSettingsReading(PushConfig config, StandardVariables standard) {
        this.config = config;
        this.standard = standard;
    }

    /** @throws SettingsException naming every value that is not accepted */
    PushSettings settings() {
        refuseOtherProtocols();
        PushSettings settings = new PushSettings(endpoint(), interval(), config.profile(), headers(), timeout(), gzip(), tls(),
                attributes(), config.queueMemory().asLongValue());
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return settings;
    }

    private void refuseOtherProtocols() {
        Variable protocol = standard.ofProtocol("protocol");
        if (protocol != null && !protocol.value().equalsIgnoreCase("http/protobuf")) {
            reject(protocol, "http/protobuf, the only protocol here");
        }
        Variable temporality = standard.ofProtocol("temporality.preference");
        if (temporality != null && !temporality.value().equalsIgnoreCase("cumulative")) {
            reject(temporality, "cumulative: a total is right again after a request that was lost, a difference is not");
        }
    }

    private URI endpoint() {
        if (config.endpoint().isPresent()) {
            URI given = url(key("endpoint"), config.endpoint().get());
            return given.getRawPath().isEmpty() || given.getRawPath().equals("/") ? withPath(given, METRICS_PATH) : given;
        }
        Variable variable = standard.ofProtocol("endpoint");
        if (variable == null) {
            return DEFAULT_ENDPOINT;
        }
        URI given = url(variable.name(), variable.value());
        return variable.isOfAllSignals() ? withPath(given, withoutSlash(given.getRawPath()) + METRICS_PATH) : given;
    }

    /** What cannot be read is replaced by the default, so that the rest can be checked, too. */
    private URI url(String property, String given) {
        URI url;
        try {
            url = new URI(given.trim());
        } catch (URISyntaxException e) {
            return refusedUrl(property, given);
        }
        String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
        if (!(scheme.equals("http") || scheme.equals("https")) || url.getHost() == null || url.getPort() == 0
                || url.getPort() > LARGEST_PORT || url.getRawFragment() != null) {
            return refusedUrl(property, given);
        }
        if (url.getRawUserInfo() != null) {
            reject(property, HIDDEN, "a URL without user and password: give these in a header, Authorization");
            return DEFAULT_ENDPOINT;
        }
        return URI.create(scheme + ':' + url.getRawSchemeSpecificPart());
    }

    private URI refusedUrl(String property, String given) {
        // Nobody knows which part of it would have been a password.
        boolean secret = given.indexOf('@') >= 0 || given.indexOf('?') >= 0;
        reject(property, secret ? HIDDEN : given, "a URL such as http://collector:4318");
        return DEFAULT_ENDPOINT;
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static URI withPath(URI url, String path) {
        String query = url.getRawQuery() == null ? "" : '?' + url.getRawQuery();
        return URI.create(url.getScheme() + "://" + url.getRawAuthority() + path + query);
    }

    private Duration interval() {
        return duration("interval", config.interval(), standard.named(StandardVariables.INTERVAL), DEFAULT_INTERVAL,
                SHORTEST_INTERVAL, LONGEST_INTERVAL, "from 1s to 24h");
    }

    private Duration timeout() {
        return duration("timeout", config.timeout(), standard.ofProtocol("timeout"), DEFAULT_TIMEOUT, SHORTEST_TIMEOUT,
                LONGEST_TIMEOUT, "from 1ms to 5m");
    }

    private Duration duration(String name, Optional<Duration> given, @Nullable Variable variable, Duration byDefault,
            Duration shortest, Duration longest, String range) {
        if (given.isPresent()) {
            if (isBetween(shortest, given.get(), longest)) {
                return given.get();
            }
            reject(key(name), given.get().toString(), "a duration " + range);
        } else if (variable != null) {
            try {
                Duration duration = Duration.ofMillis(Long.parseLong(variable.value()));
                if (isBetween(shortest, duration, longest)) {
                    return duration;
                }
            } catch (NumberFormatException e) {
                // Told below.
            }
            reject(variable, "a number of milliseconds, " + range);
        }
        return byDefault;
    }

    private static boolean isBetween(Duration shortest, Duration given, Duration longest) {
        return given.compareTo(shortest) >= 0 && given.compareTo(longest) <= 0;
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>(config.headers());
        String property = key("headers");
        Variable variable = standard.ofProtocol("headers");
        if (headers.isEmpty() && variable != null) {
            property = variable.name();
            headers.putAll(pairs(variable, true));
        }
        for (Map.Entry<String, String> header : headers.entrySet()) {
            if (!isHeader(header.getKey(), header.getValue())) {
                reject(property, header.getKey() + '=' + HIDDEN,
                        "headers that HTTP allows and the exporter does not need itself");
            }
        }
        return headers;
    }

    private static boolean isHeader(String name, String value) {
        return HEADER_NAME.matcher(name).matches() && HEADER_VALUE.matcher(value).matches()
                && !OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT));
    }

    private Map<String, String> pairs(Variable variable, boolean secret) {
        try {
            return StandardVariables.pairs(variable.value());
        } catch (IllegalArgumentException e) {
            reject(variable.name(), secret ? HIDDEN : variable.value(), ACCEPTED_PAIRS);
            return Map.of();
        }
    }

    private boolean gzip() {
        Variable variable = standard.ofProtocol("compression");
        Variable given = config.compression().isPresent()
                ? new Variable(key("compression"), config.compression().get())
                : variable;
        if (given == null) {
            return true;
        }
        if (!given.value().equals("gzip") && !given.value().equals("none")) {
            reject(given, "gzip or none");
        }
        return given.value().equals("gzip");
    }

    private TlsFiles tls() {
        PemFile authorities = file("certificate", "certificate", config.certificate());
        PemFile certificate = file("client-certificate", "client.certificate", config.clientCertificate());
        PemFile key = file("client-key", "client.key", config.clientKey());
        TlsFiles files = new TlsFiles(authorities, certificate, key);
        problems.addAll(files.problems());
        return files;
    }

    private @Nullable PemFile file(String name, String variableName, Optional<Path> given) {
        if (given.isPresent()) {
            return PemFile.read(key(name), given.get());
        }
        Variable variable = standard.ofProtocol(variableName);
        return variable == null ? null : PemFile.read(variable.name(), Path.of(variable.value()));
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        Variable listed = standard.named(StandardVariables.RESOURCE_ATTRIBUTES);
        if (listed != null) {
            attributes.putAll(pairs(listed, false));
        }
        Variable service = standard.named(StandardVariables.SERVICE_NAME);
        if (service != null) {
            attributes.put(HostResource.SERVICE_NAME, service.value());
        }
        attributes.putAll(config.resourceAttributes());
        return attributes;
    }

    private static String key(String name) {
        return PushConfig.PREFIX + '.' + name;
    }

    private void reject(Variable variable, String accepted) {
        reject(variable.name(), variable.value(), accepted);
    }

    private void reject(String property, String value, String accepted) {
        problems.add(new SettingProblem(property, value, accepted));
    }
}

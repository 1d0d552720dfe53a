package io.darwinexporter.app.web;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;

import io.darwinexporter.app.web.YamlSection.Entry;
import io.darwinexporter.internal.yaml.YamlFile;
import io.darwinexporter.internal.yaml.YamlProblem;
import io.darwinexporter.runtime.SettingProblem;

/**
 * What a file in the format of Prometheus's exporter-toolkit asks for.
 *
 * <pre>
 * tls_server_config:
 *   cert_file: server.crt
 *   key_file: server.key
 *   client_auth_type: RequireAndVerifyClientCert
 *   client_ca_file: clients.crt
 * http_server_config:
 *   headers:
 *     Strict-Transport-Security: max-age=31536000
 * basic_auth_users:
 *   prometheus: $2y$10$...
 * </pre>
 *
 * Whoever writes a key means it: one that is unknown, or that this program cannot follow, is a problem.
 *
 * @param settings of Quarkus and of this package, their values as they are
 * @param users the bcrypt hash of each user's password
 * @param problems one line each, with the line and the key; the rest counts for nothing if there are any
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/https/">the format</a>
 */
public record WebConfigFile(Map<String, String> settings, Map<String, String> users, List<String> problems) {

    /** The system property with the name of the file. */
    public static final String PROPERTY = "darwin-exporter.web.config.file";

    private static final Set<String> HEADERS = Set.of("Content-Security-Policy", "Strict-Transport-Security",
            "X-Content-Type-Options", "X-Frame-Options", "X-XSS-Protection");
    private static final String FLAG = "--web.config.file";

    public WebConfigFile {
        settings = Map.copyOf(settings);
        users = Map.copyOf(users);
        problems = List.copyOf(problems);
    }

    /** Reads the file. Other files that it names are looked for from its folder. */
    public static WebConfigFile read(Path file) {
        List<String> problems = new ArrayList<>();
        Map<String, String> settings = new LinkedHashMap<>();
        Map<String, String> users = new LinkedHashMap<>();
        YamlSection whole = whole(YamlFile.read(file.toString()), problems);
        if (whole != null) {
            YamlSection tls = whole.section("tls_server_config");
            if (tls != null) {
                settings.putAll(new TlsServerConfig(tls, file.toAbsolutePath().resolveSibling("")).settings());
            }
            YamlSection http = whole.section("http_server_config");
            if (http != null) {
                addHttp(http, settings);
            }
            YamlSection given = whole.section("basic_auth_users");
            if (given != null) {
                addUsers(given, users);
            }
            whole.refuseUnsupported("rate_limit", "limit requests in front of it");
            whole.refuseUnknown();
        }
        return new WebConfigFile(settings, users, problems);
    }

    /** Null for a file with nothing in it, too, which asks for nothing. */
    private static @Nullable YamlSection whole(YamlFile file, List<String> problems) {
        YamlProblem unreadable = file.problem();
        if (unreadable != null) {
            String place = unreadable.place();
            problems.add(
                    new SettingProblem(place == null ? FLAG : place, unreadable.value(), unreadable.accepted()).toString());
        } else if (file.root() instanceof MappingNode mapping) {
            return YamlSection.of(file, "", mapping, problems);
        } else if (file.root() != null) {
            problems.add(new SettingProblem(file.place(file.root(), ""), YamlFile.written(file.root()),
                    "a mapping with tls_server_config or basic_auth_users").toString());
        }
        return null;
    }

    private static void addHttp(YamlSection http, Map<String, String> settings) {
        Entry http2 = http.text("http2", "true or false");
        if (http2 != null) {
            if (!http2.text().equals("true") && !http2.text().equals("false")) {
                http.refuse(http2.place(), http2.text(), "true or false");
            }
            settings.put("quarkus.http.http2", http2.text());
        }
        YamlSection headers = http.section("headers");
        if (headers != null) {
            headers.rest("a text").forEach((name, value) -> {
                if (HEADERS.contains(name)) {
                    settings.put("quarkus.http.header.\"" + name + "\".value", value.text());
                } else {
                    headers.refuse(value.place(), name, "one of " + String.join(", ", HEADERS.stream().sorted().toList()));
                }
            });
        }
        http.refuseUnknown();
    }

    private static void addUsers(YamlSection given, Map<String, String> users) {
        given.rest("a bcrypt hash").forEach((name, hash) -> {
            if (Users.isHash(hash.text())) {
                users.put(name, hash.text());
            } else {
                // A password in its place must not end up in a log.
                given.refuse(hash.place(), "...", Users.hashFor(name));
            }
            if (!Users.isName(name)) {
                given.refuse(hash.place(), name, Users.NAME);
            }
        });
    }
}

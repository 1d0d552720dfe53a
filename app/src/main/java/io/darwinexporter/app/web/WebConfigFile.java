package io.darwinexporter.app.web;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.composer.Composer;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;
import org.yaml.snakeyaml.resolver.Resolver;

import io.darwinexporter.app.web.YamlSection.Entry;

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
    private static final long LARGEST_FILE = 1 << 20;

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
        String text = text(file, problems);
        YamlSection whole = text == null ? null : parse(file.toString(), text, problems);
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

    private static @Nullable String text(Path file, List<String> problems) {
        String problem;
        try {
            if (Files.isDirectory(file)) {
                problem = "a folder";
            } else if (Files.size(file) > LARGEST_FILE) {
                problem = "larger than 1 MiB";
            } else {
                return Files.readString(file);
            }
        } catch (NoSuchFileException e) {
            problem = "not there";
        } catch (AccessDeniedException e) {
            problem = "no permission to read it";
        } catch (CharacterCodingException e) {
            problem = "not UTF-8";
        } catch (IOException e) {
            problem = String.valueOf(e.getMessage());
        }
        problems.add("--web.config.file: \"" + file + "\" is not accepted, it takes a readable YAML file in UTF-8 (" + problem
                + ")");
        return null;
    }

    /** Null for a file with nothing in it, too, which asks for nothing. */
    private static @Nullable YamlSection parse(String file, String text, List<String> problems) {
        try {
            LoaderOptions options = new LoaderOptions();
            Node root = new Composer(new ParserImpl(new StreamReader(text), options), new Resolver(), options).getSingleNode();
            if (root instanceof MappingNode mapping) {
                return YamlSection.of(file, "", mapping, problems);
            }
            if (root != null) {
                problems.add(file + ": not a mapping with tls_server_config or basic_auth_users");
            }
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            problems.add(file + ":" + line + ": not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            problems.add(file + ": not YAML: " + e.getMessage());
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
                given.refuse(hash.place(), "...", "a bcrypt hash, as \"htpasswd -nB " + name + "\" makes it: $2y$10$...");
            }
            if (name.isEmpty() || name.indexOf(':') >= 0) {
                given.refuse(hash.place(), name, "a user name without \":\"");
            }
        });
    }
}

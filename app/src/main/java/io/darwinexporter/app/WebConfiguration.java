package io.darwinexporter.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

import io.darwinexporter.app.web.WebConfigFile;

/** Turns the file that {@code --web.config.file} names into settings. */
final class WebConfiguration {

    private static final String PLAIN_TEXT = "quarkus.http.insecure-requests";
    /** With TLS it takes the place of plain text on the one port that there is. */
    private static final String TLS_PORT = "quarkus.http.ssl-port";

    private WebConfiguration() {
    }

    /**
     * Sets what the file asks for as system properties; those that are there already were given with <code>-D</code> and win.
     *
     * @return what is wrong with the file, one line each; empty if there is none
     */
    static List<String> apply(Properties system) {
        String file = system.getProperty(Flag.WEB_CONFIG_FILE.key());
        if (file == null) {
            return List.of();
        }
        WebConfigFile read = WebConfigFile.read(Path.of(file));
        read.settings().forEach((key, value) -> system.putIfAbsent(key, SettingText.of(value)));
        if (read.settings().containsKey(PLAIN_TEXT)) {
            system.putIfAbsent(TLS_PORT, "${" + Flag.PORT.key() + "}");
        }
        return read.problems();
    }
}

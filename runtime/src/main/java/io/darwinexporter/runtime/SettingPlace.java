package io.darwinexporter.runtime;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.spi.ConfigSource;

import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;

/**
 * Says where a setting was given, as its author would: a file and a line, a variable, the command line.
 */
final class SettingPlace {

    /** As SmallRye Config names its sources. */
    private static final Pattern FILE = Pattern.compile(".*\\[source=(file:.*)]");
    private static final String ENVIRONMENT = "EnvConfigSource";
    private static final String SYSTEM_PROPERTIES = "SysPropConfigSource";

    private SettingPlace() {
    }

    /**
     * What a problem with the value of a key begins with.
     *
     * @return such as {@code config/application.properties:3: }; empty if there is nothing to say
     */
    static String ofValue(SmallRyeConfig config, String key) {
        ConfigValue value = config.getConfigValue(key);
        String source = String.valueOf(value.getConfigSourceName());
        String variable = key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        return prefix(source, source.startsWith(ENVIRONMENT) ? variable : key, value.getLineNumber());
    }

    /** As {@link #ofValue}, for a name as it stands in a source, whether or not it counts. */
    static String ofName(ConfigSource source, String name) {
        return prefix(source.getName(), name, -1);
    }

    /** Whether a source is one that whoever starts the application writes to, and not part of the application. */
    static boolean isOutside(ConfigSource source) {
        String name = source.getName();
        return name.startsWith(ENVIRONMENT) || name.equals(SYSTEM_PROPERTIES) || FILE.matcher(name).matches();
    }

    private static String prefix(String source, String name, int lineNumber) {
        Matcher file = FILE.matcher(source);
        if (file.matches()) {
            Path path = Path.of(URI.create(file.group(1)));
            int line = lineNumber > 0 ? lineNumber : lineOf(path, name);
            return readable(path) + (line > 0 ? ":" + line : "") + ": ";
        }
        if (source.equals(ENVIRONMENT)) {
            return "environment variable " + name + ": ";
        }
        return source.equals(SYSTEM_PROPERTIES) ? "command line: " : "";
    }

    private static Path readable(Path path) {
        Path here = Path.of("").toAbsolutePath();
        return path.startsWith(here) ? here.relativize(path) : path;
    }

    /** The first line that sets a name; 0 if none seems to. */
    private static int lineOf(Path file, String name) {
        try {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                String line = lines.get(i).strip();
                if (line.startsWith(name) && line.substring(name.length()).matches("\\s*([=:].*)?")) {
                    return i + 1;
                }
            }
            return 0;
        } catch (IOException e) {
            // It was read a moment ago. The problem is worth telling without the line, too.
            return 0;
        }
    }
}

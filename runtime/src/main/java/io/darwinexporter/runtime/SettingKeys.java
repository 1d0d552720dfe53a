package io.darwinexporter.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.eclipse.microprofile.config.spi.ConfigSource;

import io.smallrye.config.ConfigMappings;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.PropertyNamesMatcher;
import io.smallrye.config.SmallRyeConfig;

/**
 * The keys of a group of settings, as files and system properties have them, and as variables of the environment.
 */
final class SettingKeys {

    /** What can be set when the application starts. */
    static final SettingKeys AT_RUN_TIME = new SettingKeys(DarwinExporterRuntimeConfig.class);
    /** What cannot be changed any more. */
    static final SettingKeys AT_BUILD_TIME = new SettingKeys(DarwinExporterBuildTimeConfig.class);

    private static final String KEYS = DarwinExporterRuntimeConfig.PREFIX + '.';
    private static final String VARIABLES = "QUARKUS_DARWIN_EXPORTER_";
    /** What belongs to a profile begins with its name. */
    private static final Pattern PROFILE = Pattern.compile("%[^.]+\\.(.*)");
    private static final Pattern PROFILE_VARIABLE = Pattern.compile("_[A-Z0-9_]+?_(" + VARIABLES + ".*)");

    private final PropertyNamesMatcher keys;
    private final List<Pattern> variables = new ArrayList<>();

    private SettingKeys(Class<?> mapping) {
        ConfigClass settings = ConfigClass.configClass(mapping);
        keys = ConfigMappings.propertyNamesMatcher(List.of(settings));
        for (String key : settings.getProperties().keySet()) {
            variables.add(variableOf(key));
        }
    }

    /**
     * The variables that may stand for a key: capitals, and an underscore for all that is neither letter nor digit.
     *
     * @param key with {@code [*]} where there is a number, and {@code *} where there is any name
     */
    private static Pattern variableOf(String key) {
        return Pattern.compile(key.toUpperCase(Locale.ROOT).replace("[*]", "\0").replace("*", "\1")
                .replaceAll("[^A-Z0-9\0\1]", "_").replace("\0", "_\\d+_").replace("\1", "[A-Z0-9_]+"));
    }

    /** Whether a name, as it stands in a source, is one of these keys. */
    boolean contain(String given) {
        String name = withoutProfile(given);
        if (keys.matches(name)) {
            return true;
        }
        for (Pattern variable : variables) {
            if (variable.matcher(name).matches()) {
                return true;
            }
        }
        return false;
    }

    /** Whether a name is meant for the exporter. */
    private static boolean hasPrefix(String given) {
        String name = withoutProfile(given);
        return name.startsWith(KEYS) || name.startsWith(VARIABLES);
    }

    private static String withoutProfile(String given) {
        Matcher profile = PROFILE.matcher(given);
        if (profile.matches()) {
            return profile.group(1);
        }
        Matcher variable = PROFILE_VARIABLE.matcher(given);
        return variable.matches() ? variable.group(1) : given;
    }

    /** Everything that is meant for the exporter and is no setting of it, in every source. */
    static Set<Given> unknownIn(SmallRyeConfig config) {
        Set<Given> unknown = new TreeSet<>();
        for (Given given : givenIn(config)) {
            if (!AT_RUN_TIME.contain(given.name()) && !AT_BUILD_TIME.contain(given.name())) {
                unknown.add(given);
            }
        }
        return unknown;
    }

    /** Everything that is given at a start although it cannot be changed any more. */
    static Set<Given> fixedIn(SmallRyeConfig config) {
        Set<Given> fixed = new TreeSet<>();
        for (Given given : givenIn(config)) {
            if (AT_BUILD_TIME.contain(given.name()) && SettingPlace.isOutside(given.source())) {
                fixed.add(given);
            }
        }
        return fixed;
    }

    private static List<Given> givenIn(SmallRyeConfig config) {
        List<Given> all = new ArrayList<>();
        for (ConfigSource source : config.getConfigSources()) {
            for (String name : source.getPropertyNames()) {
                if (hasPrefix(name)) {
                    all.add(new Given(name, source));
                }
            }
        }
        return all;
    }

    /** A name as it stands in a source. */
    record Given(String name, ConfigSource source) implements Comparable<Given> {

        boolean isVariable() {
            return name.indexOf('.') < 0;
        }

        /** Where it stands, and what: the beginning of what there is to say about it. */
        String located() {
            String place = SettingPlace.ofName(source, name);
            return place.contains(name) ? place : place + name + ": ";
        }

        @Override
        public int compareTo(Given other) {
            int byName = name.compareTo(other.name);
            return byName != 0 ? byName : source.getName().compareTo(other.source.getName());
        }
    }
}

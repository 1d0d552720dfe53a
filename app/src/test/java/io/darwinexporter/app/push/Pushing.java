package io.darwinexporter.app.push;

import java.util.HashMap;
import java.util.Map;

import org.eclipse.microprofile.config.Config;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** Settings as the program would read them. */
final class Pushing {

    private final SmallRyeConfig config;

    /** @param given name, value, and so on; names without a dot before them are those of {@link PushConfig} */
    Pushing(String... given) {
        Map<String, String> settings = new HashMap<>();
        for (int i = 0; i < given.length; i += 2) {
            settings.put(given[i].startsWith("otel.") ? given[i] : PushConfig.PREFIX + '.' + given[i], given[i + 1]);
        }
        config = new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(PushConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 1)).build();
    }

    PushConfig mapped() {
        return config.getConfigMapping(PushConfig.class);
    }

    Config all() {
        return config;
    }

    PushSettings settings() {
        return PushSettings.of(mapped(), all());
    }
}

package io.darwinexporter.runtime;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** The family {@code process_info}. */
@ConfigGroup
public interface ProcessInfoConfig {

    /**
     * Whether there is a sample of {@code process_info} for each process. A new series for each new process: costly for
     * Prometheus where many processes come and go.
     */
    @WithDefault("false")
    @WithConverter(SettingConverters.Switch.class)
    boolean enabled();

    /**
     * How many processes {@code process_info} shows at most.
     */
    @WithDefault("10000")
    @WithConverter(SettingConverters.Limit.class)
    int limit();
}

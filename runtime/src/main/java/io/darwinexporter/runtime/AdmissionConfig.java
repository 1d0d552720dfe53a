package io.darwinexporter.runtime;

import java.time.Duration;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** What is asked of processes that make groups; nothing, unless it is set. */
@ConfigGroup
public interface AdmissionConfig {

    /**
     * How long a process must have lived to make a group. Until then it is counted in its group if that is there
     * already, else in the group {@code other}, and takes only what it uses after that with it. Groups that rules
     * expect are there anyway.
     */
    @WithDefault("0s")
    @WithConverter(SettingConverters.TimeSpan.class)
    Duration minProcessAge();

    /**
     * How much resident memory a process must have to make a group, unless that may not be read. Until then it is
     * counted as one that is too young.
     */
    @WithDefault("0")
    MemorySize minMemory();
}

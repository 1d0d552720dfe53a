package io.darwinexporter.runtime;

import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Kinds of measures that can be switched off. */
@ConfigGroup
public interface CollectConfig {

    /**
     * The number of threads.
     */
    @WithDefault("true")
    @WithConverter(SettingConverters.Switch.class)
    boolean threads();

    /**
     * The number of open file descriptors.
     */
    @WithDefault("true")
    @WithConverter(SettingConverters.Switch.class)
    boolean descriptors();

    /**
     * Bytes read from and written to disks.
     */
    @WithDefault("true")
    @WithConverter(SettingConverters.Switch.class)
    boolean disk();

    /**
     * Memory that processes share, divided by the number of those who share it (Linux). The kernel has to look at each
     * page for it: it costs more than all else together.
     */
    @WithDefault("false")
    @WithConverter(SettingConverters.Switch.class)
    boolean proportionalMemory();

    /**
     * Bytes and packets received and sent.
     */
    @WithDefault("true")
    @WithConverter(SettingConverters.Switch.class)
    boolean network();

    /**
     * Whether all groups are broken down by the names of their threads (Linux): the metrics {@code process_thread_*}, a
     * series for each name. Each thread that has run costs as much as a process, one that sleeps a fifth of that. Needs
     * {@code collect.threads}. If it is not set: on with {@code profile=process-exporter}, as its flag {@code -threads} is,
     * and off otherwise.
     */
    Optional<@WithConverter(SettingConverters.Switch.class) Boolean> threadNames();

    /**
     * How many names of threads a group has at most. Threads of further names are counted together, as {@code other}.
     */
    @WithDefault("100")
    @WithConverter(SettingConverters.Limit.class)
    int threadNameLimit();
}

package io.darwinexporter.runtime;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** Parts of a group's name, joined by colons in this order. If none is on, processes are grouped by name. */
@ConfigGroup
public interface GroupingConfig {

    /**
     * Processes of different names are in different groups.
     */
    @WithDefault("true")
    @WithConverter(SettingConverters.Switch.class)
    boolean byName();

    /**
     * Processes of different users are in different groups.
     */
    @WithDefault("false")
    @WithConverter(SettingConverters.Switch.class)
    boolean byUser();

    /**
     * Processes of different commands, which is the first token of the command line, are in different groups.
     */
    @WithDefault("false")
    @WithConverter(SettingConverters.Switch.class)
    boolean byCmdline();
}

package io.darwinexporter.app.connection;

import java.time.Duration;

import io.darwinexporter.runtime.SettingConverters;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/** What connections are limited to, beside Quarkus's own limits. */
@ConfigMapping(prefix = "darwin-exporter.connections")
interface ConnectionSettings {

    /** The most at once. One more takes the place of the one that has been idle for longest. */
    @WithDefault("2500")
    @WithConverter(SettingConverters.Limit.class)
    int max();

    /** How long a request may take to come, and the first one after the connection was opened. 0: as long as it likes. */
    @WithDefault("10s")
    @WithConverter(SettingConverters.TimeSpan.class)
    Duration requestTimeout();

    /** How long a client may take to read the next part of an answer. 0: as long as it likes. */
    @WithDefault("10s")
    @WithConverter(SettingConverters.TimeSpan.class)
    Duration readTimeout();

    /** The most headers of a request. */
    @WithDefault("100")
    @WithConverter(SettingConverters.Limit.class)
    int maxHeaders();
}

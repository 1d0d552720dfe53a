package io.darwinexporter.runtime;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;

/**
 * What of the exporter is built into the application. Readable when it runs, too, so that Quarkus can say that it is too late
 * to change it.
 */
@ConfigRoot(phase = ConfigPhase.BUILD_AND_RUN_TIME_FIXED)
@ConfigMapping(prefix = DarwinExporterRuntimeConfig.PREFIX)
public interface DarwinExporterBuildTimeConfig {

    /**
     * Whether the exporter is built into the application. If not, nothing of it is there: no bean, no route, no thread.
     */
    @WithDefault("true")
    @WithConverter(SettingConverters.Switch.class)
    boolean enabled();

    /**
     * The exporter's own pages.
     */
    EndpointConfig endpoint();

    /**
     * The exporter's families among the application's own metrics.
     */
    RegistryConfig registry();

    /**
     * The exporter's part in the application's health.
     */
    HealthConfig health();

    /** Own pages. */
    interface EndpointConfig {

        /**
         * Whether the exporter has an endpoint of its own, at {@code quarkus.darwin-exporter.path}, and a page for people at
         * the root unless the application has one there.
         */
        @WithDefault("false")
        @WithConverter(SettingConverters.Switch.class)
        boolean enabled();
    }

    /** The registry that Micrometer writes to. */
    interface RegistryConfig {

        /**
         * Whether the application's own metrics, at {@code /q/metrics}, carry the exporter's families, too.
         */
        @WithDefault("true")
        @WithConverter(SettingConverters.Switch.class)
        boolean enabled();
    }

    /** Health. */
    interface HealthConfig {

        /**
         * Whether the application is ready only while processes are being collected. Has no effect without the extension
         * {@code quarkus-smallrye-health}.
         */
        @WithDefault("true")
        @WithConverter(SettingConverters.Switch.class)
        boolean enabled();
    }
}

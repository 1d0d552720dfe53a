package io.darwinexporter.deployment;

import io.darwinexporter.runtime.DarwinExporterRuntimeConfig;
import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * What of the exporter is built into the application.
 */
@ConfigRoot(phase = ConfigPhase.BUILD_TIME)
@ConfigMapping(prefix = DarwinExporterRuntimeConfig.PREFIX)
public interface DarwinExporterBuildTimeConfig {

    /**
     * Whether the exporter is built into the application. If not, nothing of it is there: no bean, no route, no thread.
     */
    @WithDefault("true")
    boolean enabled();

    /**
     * The exporter's own pages.
     */
    EndpointConfig endpoint();

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
        boolean enabled();
    }

    /** Health. */
    interface HealthConfig {

        /**
         * Whether the application is ready only while processes are being collected. Has no effect without the extension
         * {@code quarkus-smallrye-health}.
         */
        @WithDefault("true")
        boolean enabled();
    }
}

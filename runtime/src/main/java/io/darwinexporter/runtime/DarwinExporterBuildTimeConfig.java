package io.darwinexporter.runtime;

import java.util.Set;

import io.darwinexporter.internal.snapshot.MeasureKind;
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
     * What can be read of processes. What is not in this list is not read, has no metrics, and cannot be switched on when the
     * application runs. That processes exist, start and end is always known.
     */
    @WithDefault("cpu,memory,disk,descriptors,threads,scheduling,faults,network,energy")
    Set<Collector> collectors();

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

    /**
     * The exporter's card in the Dev UI.
     */
    DevUiConfig devUi();

    /** What is read of processes, by subject. */
    enum Collector {
        CPU(MeasureKind.CPU),
        MEMORY(MeasureKind.MEMORY),
        DISK(MeasureKind.DISK),
        DESCRIPTORS(MeasureKind.DESCRIPTORS),
        THREADS(MeasureKind.THREADS),
        /** Priority, context switches, system calls, messages, waiting for a processor. */
        SCHEDULING(MeasureKind.SCHEDULING),
        FAULTS(MeasureKind.FAULTS),
        NETWORK(MeasureKind.NETWORK),
        /** Energy, instructions, cycles, wakeups. */
        ENERGY(MeasureKind.ENERGY);

        private final MeasureKind kind;

        Collector(MeasureKind kind) {
            this.kind = kind;
        }

        MeasureKind kind() {
            return kind;
        }
    }

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
         * Whether the application is ready only while processes are being collected, and alive only while no collection hangs.
         * Has no effect without the extension {@code quarkus-smallrye-health}.
         */
        @WithDefault("true")
        @WithConverter(SettingConverters.Switch.class)
        boolean enabled();
    }

    /** Dev UI. */
    interface DevUiConfig {

        /**
         * Whether the Dev UI, in dev mode, has a page that shows the groups and tells why a process is in its group.
         */
        @WithDefault("true")
        @WithConverter(SettingConverters.Switch.class)
        boolean enabled();
    }
}

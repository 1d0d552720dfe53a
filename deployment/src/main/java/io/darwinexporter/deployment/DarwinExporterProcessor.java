package io.darwinexporter.deployment;

import io.darwinexporter.internal.exporter.ExporterVersion;
import io.darwinexporter.runtime.CollectionLiveness;
import io.darwinexporter.runtime.CollectionReadiness;
import io.darwinexporter.runtime.DarwinExporterBuildTimeConfig;
import io.darwinexporter.runtime.ProcessExporter;
import io.darwinexporter.runtime.RulesReload;
import io.darwinexporter.runtime.ScheduledCollection;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;
import io.quarkus.scheduler.deployment.ForceStartSchedulerBuildItem;
import io.quarkus.smallrye.health.deployment.spi.HealthBuildItem;

/** The exporter itself: its beans, its schedule, its part in the application's health. */
@BuildSteps(onlyIf = ExporterEnabled.class)
class DarwinExporterProcessor {

    private static final String FEATURE = "darwin-exporter";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    @BuildStep
    AdditionalBeanBuildItem beans() {
        return AdditionalBeanBuildItem.builder()
                .addBeanClasses(ProcessExporter.class, RulesReload.class, ScheduledCollection.class)
                .setUnremovable()
                .build();
    }

    /** The exporter's job is added when the application starts: for the scheduler, it comes out of nowhere. */
    @BuildStep
    ForceStartSchedulerBuildItem scheduler() {
        return new ForceStartSchedulerBuildItem();
    }

    @BuildStep
    HealthBuildItem readiness(DarwinExporterBuildTimeConfig config) {
        return new HealthBuildItem(CollectionReadiness.class.getName(), config.health().enabled());
    }

    @BuildStep
    HealthBuildItem liveness(DarwinExporterBuildTimeConfig config) {
        return new HealthBuildItem(CollectionLiveness.class.getName(), config.health().enabled());
    }

    @BuildStep
    NativeImageResourceBuildItem version() {
        return new NativeImageResourceBuildItem(ExporterVersion.RESOURCE);
    }
}

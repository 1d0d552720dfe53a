package io.darwinexporter.deployment;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

import io.darwinexporter.runtime.DarwinExporterBuildTimeConfig;
import io.darwinexporter.runtime.DarwinExporterRecorder;
import io.darwinexporter.runtime.ExplainRoute;
import io.darwinexporter.runtime.ExporterRoutes;
import io.darwinexporter.runtime.WebLayout;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.micrometer.deployment.export.RegistryBuildItem;
import io.quarkus.resteasy.reactive.server.spi.ResumeOn404BuildItem;
import io.quarkus.vertx.http.deployment.HttpRootPathBuildItem;
import io.quarkus.vertx.http.deployment.NonApplicationRootPathBuildItem;

/** The exporter's own pages, and what they have to know of the application's. */
class EndpointProcessor {

    @BuildStep(onlyIf = ExporterEnabled.class)
    @Record(ExecutionTime.STATIC_INIT)
    SyntheticBeanBuildItem webLayout(DarwinExporterBuildTimeConfig config, DarwinExporterRecorder recorder,
            HttpRootPathBuildItem rootPath, NonApplicationRootPathBuildItem frameworkPath,
            List<RegistryBuildItem> registries, Capabilities capabilities) {
        return SyntheticBeanBuildItem.configure(WebLayout.class)
                .scope(Singleton.class)
                .runtimeValue(recorder.webLayout(config.endpoint().enabled(), rootPath.getRootPath(),
                        frameworkPath.getNonApplicationRootPath(), links(frameworkPath, registries, capabilities)))
                .done();
    }

    /** Quarkus's own pages that someone who looks at the exporter may want; none if they are on another port. */
    private static List<String> links(NonApplicationRootPathBuildItem frameworkPath, List<RegistryBuildItem> registries,
            Capabilities capabilities) {
        Config config = ConfigProvider.getConfig();
        List<String> links = new ArrayList<>();
        if (config.getValue("quarkus.management.enabled", boolean.class)) {
            return links;
        }
        if (capabilities.isPresent(Capability.SMALLRYE_HEALTH)) {
            links.add(frameworkPath.resolvePath(config.getValue("quarkus.smallrye-health.root-path", String.class)));
        }
        for (RegistryBuildItem registry : registries) {
            links.add(frameworkPath.resolvePath(registry.path()));
        }
        return links;
    }

    @BuildStep(onlyIf = EndpointEnabled.class)
    AdditionalBeanBuildItem routes() {
        return AdditionalBeanBuildItem.builder().addBeanClasses(ExporterRoutes.class, ExplainRoute.class).setUnremovable()
                .build();
    }

    /** Quarkus REST would answer 404 for the root before the status page is asked. */
    @BuildStep(onlyIf = EndpointEnabled.class)
    ResumeOn404BuildItem statusPageBehindRest() {
        return new ResumeOn404BuildItem();
    }
}

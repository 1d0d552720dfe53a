package io.darwinexporter.deployment;

import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.ConfigProvider;

import io.darwinexporter.runtime.DarwinExporterBuildTimeConfig;
import io.darwinexporter.runtime.DarwinExporterRecorder;
import io.darwinexporter.runtime.ExplainRoute;
import io.darwinexporter.runtime.ExporterRoutes;
import io.darwinexporter.runtime.PageFiles;
import io.darwinexporter.runtime.PageRoutes;
import io.darwinexporter.runtime.ReloadRoute;
import io.darwinexporter.runtime.WebLayout;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.deployment.Capabilities;
import io.quarkus.deployment.Capability;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;
import io.quarkus.micrometer.deployment.export.RegistryBuildItem;
import io.quarkus.resteasy.reactive.server.spi.ResumeOn404BuildItem;
import io.quarkus.vertx.http.deployment.HttpRootPathBuildItem;
import io.quarkus.vertx.http.deployment.NonApplicationRootPathBuildItem;
import io.quarkus.vertx.http.runtime.management.ManagementInterfaceBuildTimeConfig;

/** The exporter's own pages, and what they have to know of the application's. */
class EndpointProcessor {

    @BuildStep(onlyIf = ExporterEnabled.class)
    @Record(ExecutionTime.STATIC_INIT)
    SyntheticBeanBuildItem webLayout(DarwinExporterBuildTimeConfig config, DarwinExporterRecorder recorder,
            HttpRootPathBuildItem rootPath, NonApplicationRootPathBuildItem frameworkPath,
            ManagementInterfaceBuildTimeConfig management, List<RegistryBuildItem> registries, Capabilities capabilities) {
        // Those that are on the management interface's port are none that a page of the application could link to.
        List<String> links = management.enabled() ? List.of() : links(frameworkPath, registries, capabilities);
        return SyntheticBeanBuildItem.configure(WebLayout.class)
                .scope(Singleton.class)
                .runtimeValue(recorder.webLayout(config.endpoint().enabled(), rootPath.getRootPath(),
                        frameworkPath.getNonApplicationRootPath(), links))
                .done();
    }

    /** Quarkus's own pages that someone who looks at the exporter may want. */
    private static List<String> links(NonApplicationRootPathBuildItem frameworkPath, List<RegistryBuildItem> registries,
            Capabilities capabilities) {
        List<String> links = new ArrayList<>();
        if (capabilities.isPresent(Capability.SMALLRYE_HEALTH)) {
            // Its configuration is in its deployment module, which need not be there.
            links.add(frameworkPath.resolvePath(
                    ConfigProvider.getConfig().getValue("quarkus.smallrye-health.root-path", String.class)));
        }
        // In an order of their own, so that builds are reproducible.
        registries.stream().map(registry -> frameworkPath.resolvePath(registry.path())).sorted().forEach(links::add);
        return links;
    }

    @BuildStep(onlyIf = EndpointEnabled.class)
    AdditionalBeanBuildItem routes() {
        return AdditionalBeanBuildItem.builder()
                .addBeanClasses(ExporterRoutes.class, PageRoutes.class, ExplainRoute.class, ReloadRoute.class)
                .setUnremovable().build();
    }

    @BuildStep(onlyIf = EndpointEnabled.class)
    NativeImageResourceBuildItem page() {
        return new NativeImageResourceBuildItem(PageFiles.resources());
    }

    /** Quarkus REST would answer 404 for the root before the status page is asked. */
    @BuildStep(onlyIf = EndpointEnabled.class)
    ResumeOn404BuildItem statusPageBehindRest() {
        return new ResumeOn404BuildItem();
    }
}

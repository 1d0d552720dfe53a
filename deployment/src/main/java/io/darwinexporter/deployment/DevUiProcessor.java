package io.darwinexporter.deployment;

import java.util.function.BooleanSupplier;

import io.darwinexporter.runtime.DarwinExporterBuildTimeConfig;
import io.darwinexporter.runtime.DevUiService;
import io.quarkus.deployment.IsDevelopment;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.BuildSteps;
import io.quarkus.devui.spi.JsonRPCProvidersBuildItem;
import io.quarkus.devui.spi.page.CardPageBuildItem;
import io.quarkus.devui.spi.page.Page;

/** The exporter's card in the Dev UI, in dev mode. */
@BuildSteps(onlyIf = { IsDevelopment.class, DevUiProcessor.Enabled.class })
class DevUiProcessor {

    @BuildStep
    CardPageBuildItem card() {
        CardPageBuildItem card = new CardPageBuildItem();
        card.addPage(Page.webComponentPageBuilder()
                .title("Processes")
                .icon("font-awesome-solid:microchip")
                .componentLink("qwc-darwin-exporter.js"));
        return card;
    }

    @BuildStep
    JsonRPCProvidersBuildItem service() {
        return new JsonRPCProvidersBuildItem(DevUiService.class);
    }

    static final class Enabled implements BooleanSupplier {

        private final DarwinExporterBuildTimeConfig config;

        Enabled(DarwinExporterBuildTimeConfig config) {
            this.config = config;
        }

        @Override
        public boolean getAsBoolean() {
            return config.enabled() && config.devUi().enabled();
        }
    }
}

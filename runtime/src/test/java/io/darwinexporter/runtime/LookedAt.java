package io.darwinexporter.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.exporter.Exporter;
import io.darwinexporter.internal.group.ConfiguredGrouping;
import io.darwinexporter.internal.group.GroupSettings;
import io.darwinexporter.internal.metric.CatalogueSettings;
import io.darwinexporter.internal.metric.Profile;
import io.darwinexporter.internal.snapshot.FakeProcess;
import io.darwinexporter.internal.snapshot.FakeProcessSource;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.runtime.StatusReport.OwnCost;
import io.vertx.core.json.JsonObject;

/** An exporter of made-up processes, which were collected once, in the forms in which people and their browsers see them. */
final class LookedAt {

    static final long SECOND = 1_000_000_000L;

    private static final StatusReport REPORT = new StatusReport("1.2.3", "Linux 6", List.of(), Map.of("Groups", "by name"),
            new OwnCost(1_500_000_000L, 4096));

    private final FakeProcessSource source = FakeProcessSource.withEverything();
    private final Exporter exporter = new Exporter(source, ProcessFilter.ALL, new ConfiguredGrouping(true, false, false),
            GroupSettings.defaults(), Duration.ZERO, new CatalogueSettings(false, 1, false, "1.2.3"), Profile.ORIGINAL);

    /** Sees these processes from the next collection on. */
    LookedAt sees(FakeProcess... processes) {
        source.sees(100 * SECOND, processes);
        exporter.collection().collect();
        return this;
    }

    LookedAt fails() {
        source.fails("gone");
        exporter.collection().collect();
        return this;
    }

    String page() {
        return page(REPORT, List.of("metrics"));
    }

    String page(StatusReport report, List<String> links) {
        return new String(exporter.collection().latest(result -> StatusPage.of("web-1", report, links, result)), UTF_8);
    }

    String text(@Nullable String membersOf) {
        return new String(exporter.collection().latest(result -> GroupsJson.of(result, REPORT, membersOf)), UTF_8);
    }

    JsonObject json(@Nullable String membersOf) {
        return new JsonObject(text(membersOf));
    }
}

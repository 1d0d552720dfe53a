package io.darwinexporter.runtime;

import java.time.Duration;
import java.time.Instant;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

import io.darwinexporter.internal.collect.CollectionReport;
import io.darwinexporter.internal.collect.CollectionResult;
import io.darwinexporter.internal.collect.SharedCollection;

/**
 * Ready: the last collection succeeded, and the schedule, where there is one, keeps up. Collects if nothing has been collected
 * yet, and after a failure if there is no schedule.
 */
@Readiness
@Singleton
public class CollectionReadiness implements HealthCheck {

    private static final String NAME = "Process collection";
    private static final int STALE_AFTER_INTERVALS = 3;

    private final SharedCollection collection;
    private final Duration interval;
    private final ScheduledCollection schedule;

    CollectionReadiness(ProcessExporter exporter, ScheduledCollection schedule) {
        this.collection = exporter.collection();
        this.interval = exporter.settings().interval();
        this.schedule = schedule;
    }

    @Override
    public HealthCheckResponse call() {
        if (CollectionLiveness.hangs(collection.running())) {
            return HealthCheckResponse.named(NAME).down().withData("reason", "a collection hangs").build();
        }
        if (collection.latest(this::isLeftToThis)) {
            return collection.fresh(result -> response(result.report()));
        }
        return collection.latest(result -> response(result.report()));
    }

    /** Nothing has been collected yet; or the last time it failed, and nobody may come to try again while this is not ready. */
    private boolean isLeftToThis(CollectionResult result) {
        CollectionReport report = result.report();
        return report.collections() + report.failedCollections() == 0 || !report.success() && !schedule.isOn();
    }

    private HealthCheckResponse response(CollectionReport report) {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(NAME);
        if (report.collections() == 0) {
            return response.down().withData("reason", "no collection has succeeded").build();
        }
        Instant last = Instant.ofEpochSecond(0, report.timestampEpochNanos());
        response.withData("lastCollection", last.toString());
        if (!report.success()) {
            return response.down().withData("reason", "the last collection failed").build();
        }
        if (schedule.isOn() && isOverdue(last, Instant.now(), interval)) {
            return response.down().withData("reason", "the last collection is too old").build();
        }
        return response.up().build();
    }

    /** Whether a schedule should have made another collection by now. */
    static boolean isOverdue(Instant last, Instant now, Duration interval) {
        return now.isAfter(last.plus(interval.multipliedBy(STALE_AFTER_INTERVALS)));
    }
}

package io.darwinexporter.runtime;

import java.time.Duration;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;

import io.darwinexporter.internal.collect.SharedCollection;

/**
 * Alive: no collection hangs. One takes milliseconds; one that has not come back from the kernel for a minute will not, and
 * nobody can be answered any more until the program is started anew.
 */
@Liveness
@Singleton
public class CollectionLiveness implements HealthCheck {

    private static final String NAME = "Process collection does not hang";
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final SharedCollection collection;

    CollectionLiveness(ProcessExporter exporter) {
        this.collection = exporter.collection();
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named(NAME);
        return hangs(collection.running()) ? response.down().build() : response.up().build();
    }

    /** Whether it would be in vain to wait for a collection that has been running for that long. */
    static boolean hangs(Duration running) {
        return running.compareTo(LONGEST) > 0;
    }
}

package io.darwinexporter.it;

import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;

/** A job of the application's own, beside the exporter's. */
@Singleton
public class OrderClock {

    private final AtomicLong ticks;

    OrderClock(MeterRegistry registry) {
        ticks = registry.gauge("orders.clock.ticks", new AtomicLong());
    }

    @Scheduled(every = "1s", identity = "orders")
    void tick() {
        ticks.incrementAndGet();
    }
}

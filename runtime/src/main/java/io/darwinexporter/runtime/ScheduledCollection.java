package io.darwinexporter.runtime;

import java.time.Duration;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.Scheduler;

/**
 * Collects when nobody scrapes, so that short-lived processes are followed, and has the exporter made when the application
 * starts.
 */
@Singleton
public class ScheduledCollection {

    private static final Logger LOG = Logger.getLogger(ScheduledCollection.class);
    private static final String JOB = "darwin-exporter";

    private final ProcessExporter exporter;
    private final Scheduler scheduler;
    private volatile boolean scheduled;

    ScheduledCollection(ProcessExporter exporter, Scheduler scheduler) {
        this.exporter = exporter;
        this.scheduler = scheduler;
    }

    void start(@Observes StartupEvent event) {
        Duration interval = exporter.settings().interval();
        if (interval.isZero()) {
            return;
        }
        if (!scheduler.isStarted()) {
            LOG.warn("the scheduler is off: processes are looked at only when somebody scrapes");
            return;
        }
        scheduler.newJob(JOB)
                .setInterval(interval.toString())
                .setConcurrentExecution(ConcurrentExecution.SKIP)
                .setTask(execution -> exporter.collection().collect())
                .schedule();
        scheduled = true;
    }

    /** Whether collections are made by the clock now: not while the scheduler is off or halted, and not without an interval. */
    boolean isOn() {
        return scheduled && scheduler.isRunning();
    }

    void stop(@Observes ShutdownEvent event) {
        if (scheduled) {
            scheduler.unscheduleJob(JOB);
        }
    }
}

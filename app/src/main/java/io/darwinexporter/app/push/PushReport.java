package io.darwinexporter.app.push;

import java.util.List;
import java.util.Locale;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import io.darwinexporter.app.push.Answer.Outcome;
import io.darwinexporter.internal.collect.CollectionResult;
import io.darwinexporter.internal.metric.AddedFamilies;
import io.darwinexporter.internal.metric.FamilyDescription;
import io.darwinexporter.internal.metric.MetricFamily;
import io.darwinexporter.internal.metric.MetricType;
import io.darwinexporter.internal.metric.Origin;
import io.darwinexporter.internal.metric.SampleSink;
import io.darwinexporter.internal.metric.Unit;
import io.darwinexporter.internal.snapshot.EpochNanos;

/**
 * How pushing goes, as metrics; none where nothing is pushed. Totals are since the program was started.
 */
@Singleton
final class PushReport implements AddedFamilies {

    private static final String PREFIX = "darwin_exporter_push_";
    private static final Outcome[] OUTCOMES = Outcome.values();
    private static final Loss[] LOSSES = Loss.values();

    /** Why a request never arrived. */
    enum Loss {
        /** There was no room for it. */
        OVERFLOW,
        /** The receiver will never accept it. */
        REFUSED;

        private final String label = name().toLowerCase(Locale.ROOT);
    }

    private final boolean on;
    private final long[] answers = new long[OUTCOMES.length];
    private final long[] losses = new long[LOSSES.length];
    private long rejectedPoints;
    private int queued;
    private long queuedBytes;
    private long lastSuccessEpochNanos;

    @Inject
    PushReport(PushConfig config) {
        this(PushSettings.isOn(config));
    }

    /** @param on whether anything is pushed */
    PushReport(boolean on) {
        this.on = on;
    }

    synchronized void answered(Answer answer) {
        answers[answer.outcome().ordinal()]++;
        rejectedPoints += answer.rejectedPoints();
        if (answer.outcome() == Outcome.ACCEPTED) {
            lastSuccessEpochNanos = EpochNanos.now();
        }
    }

    synchronized void dropped(Loss loss) {
        losses[loss.ordinal()]++;
    }

    synchronized void queued(int requests, long bytes) {
        queued = requests;
        queuedBytes = bytes;
    }

    @Override
    public List<MetricFamily> families() {
        return on ? all() : List.of();
    }

    /** All of them, whether or not they are shown. */
    List<MetricFamily> all() {
        return List.of(
                family("requests_total", MetricType.COUNTER, Unit.NONE,
                        "Requests that were sent, by what became of them; later: sent again, refused: dropped.",
                        List.of("result"), this::tellRequests),
                family("dropped_requests_total", MetricType.COUNTER, Unit.NONE,
                        "Requests that never arrived, by why: the queue was full, or the receiver refused them.",
                        List.of("reason"), this::tellLosses),
                family("rejected_points_total", MetricType.COUNTER, Unit.NONE,
                        "Points that the receiver did not accept from requests that it accepted.", List.of(),
                        sink -> sink.value(rejectedPoints)),
                family("queue_requests", MetricType.GAUGE, Unit.NONE,
                        "Requests that wait to be sent, or to be sent again.", List.of(), sink -> sink.value(queued)),
                family("queue_bytes", MetricType.GAUGE, Unit.BYTES,
                        "Memory of the requests that wait.", List.of(), sink -> sink.value(queuedBytes)),
                family("last_success_timestamp_seconds", MetricType.GAUGE, Unit.SECONDS,
                        "When a request was accepted last, since 1970.", List.of(), this::tellLastSuccess));
    }

    private void tellRequests(SampleSink sink) {
        for (Outcome outcome : OUTCOMES) {
            sink.label("result", outcome.label());
            sink.value(answers[outcome.ordinal()]);
        }
    }

    private void tellLosses(SampleSink sink) {
        for (Loss loss : LOSSES) {
            sink.label("reason", loss.label);
            sink.value(losses[loss.ordinal()]);
        }
    }

    private void tellLastSuccess(SampleSink sink) {
        if (lastSuccessEpochNanos > 0) {
            sink.value(lastSuccessEpochNanos);
        }
    }

    private MetricFamily family(String name, MetricType type, Unit unit, String help, List<String> labels, Samples samples) {
        return new PushFamily(new FamilyDescription(PREFIX + name, type, unit, help, labels, Origin.EXPORTER), samples);
    }

    private interface Samples {
        void tell(SampleSink sink);
    }

    private final class PushFamily implements MetricFamily {

        private final FamilyDescription description;
        private final Samples samples;

        PushFamily(FamilyDescription description, Samples samples) {
            this.description = description;
            this.samples = samples;
        }

        @Override
        public FamilyDescription description() {
            return description;
        }

        @Override
        public void collect(CollectionResult result, SampleSink sink) {
            synchronized (PushReport.this) {
                samples.tell(sink);
            }
        }
    }
}

package io.darwinexporter.app.push;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.collect.CollectionResult;
import io.darwinexporter.internal.group.GroupLabels;
import io.darwinexporter.internal.group.LabelForm;
import io.darwinexporter.internal.metric.FamilyDescription;
import io.darwinexporter.internal.metric.MetricFamily;
import io.darwinexporter.internal.metric.OtelSpelling;
import io.darwinexporter.internal.metric.OtelSpelling.Instrument;
import io.darwinexporter.internal.metric.Profile;
import io.darwinexporter.internal.metric.SampleSink;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.Data;
import io.opentelemetry.sdk.metrics.data.DoublePointData;
import io.opentelemetry.sdk.metrics.data.GaugeData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricDataType;
import io.opentelemetry.sdk.metrics.data.SumData;

/**
 * Makes the samples of one metric family into OpenTelemetry's points.
 * <p>
 * Labels become attributes; one without a value is left out, as Prometheus takes it for none. Values are whole numbers
 * where the unit has no decimals. Used by one thread at a time.
 */
final class PointSink implements SampleSink {

    private static final long NO_START = 0;
    private static final long[] POWERS_OF_TEN = { 1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000,
            1_000_000_000 };

    private final MetricFamily family;
    private final OtelSpelling spelling;
    private final LabelForm<Attributes> groupAttributes;
    private final int decimals;
    private final boolean whole;
    private final double divisor;
    private final Map<String, AttributeKey<String>> keys = new HashMap<>();

    private List<LongPointData> longs = List.of();
    private List<DoublePointData> doubles = List.of();
    private long timeEpochNanos;
    private long startEpochNanos;
    private Attributes group = Attributes.empty();
    private @Nullable AttributesBuilder own;

    /** @param groupAttributes one for all families, so that a group's attributes are made once */
    PointSink(MetricFamily family, Profile profile, LabelForm<Attributes> groupAttributes) {
        this.family = family;
        this.groupAttributes = groupAttributes;
        FamilyDescription description = family.description();
        spelling = OtelSpelling.of(description, profile);
        decimals = description.unit().decimals();
        whole = decimals == 0;
        divisor = POWERS_OF_TEN[decimals];
        for (String label : description.labels()) {
            keys.put(label, AttributeKey.stringKey(OtelSpelling.attributeOf(label, profile)));
        }
    }

    FamilyDescription description() {
        return family.description();
    }

    OtelSpelling spelling() {
        return spelling;
    }

    /**
     * The points of a collection.
     *
     * @param timeEpochNanos when the values were so
     * @param startEpochNanos since when sums count that do not say so themselves
     * @return null if there are none
     */
    @Nullable
    Data<?> points(CollectionResult result, long timeEpochNanos, long startEpochNanos) {
        this.timeEpochNanos = timeEpochNanos;
        this.startEpochNanos = startEpochNanos;
        longs = new ArrayList<>();
        doubles = new ArrayList<>();
        try {
            family.collect(result, this);
            return longs.isEmpty() && doubles.isEmpty() ? null : data();
        } finally {
            longs = List.of();
            doubles = List.of();
        }
    }

    MetricDataType type() {
        if (spelling.instrument() == Instrument.GAUGE) {
            return whole ? MetricDataType.LONG_GAUGE : MetricDataType.DOUBLE_GAUGE;
        }
        return whole ? MetricDataType.LONG_SUM : MetricDataType.DOUBLE_SUM;
    }

    private Data<?> data() {
        if (spelling.instrument() == Instrument.GAUGE) {
            return whole ? GaugeData.createLongGaugeData(longs) : GaugeData.createDoubleGaugeData(doubles);
        }
        boolean monotonic = spelling.instrument() == Instrument.COUNTER;
        return whole ? SumData.createLongSumData(monotonic, AggregationTemporality.CUMULATIVE, longs)
                : SumData.createDoubleSumData(monotonic, AggregationTemporality.CUMULATIVE, doubles);
    }

    @Override
    public void labels(GroupLabels labels) {
        group = labels.in(groupAttributes);
    }

    @Override
    public void label(String name, String value) {
        if (value.isEmpty()) {
            return;
        }
        AttributesBuilder attributes = own;
        if (attributes == null) {
            attributes = group.toBuilder();
            own = attributes;
        }
        AttributeKey<String> key = keys.get(name);
        attributes.put(key != null ? key : AttributeKey.stringKey(name), value);
    }

    @Override
    public void label(String name, long value, int decimals) {
        label(name, BigDecimal.valueOf(value, decimals).stripTrailingZeros().toPlainString());
    }

    @Override
    public void value(long value) {
        add(value, spelling.instrument() == Instrument.GAUGE ? NO_START : startEpochNanos);
    }

    @Override
    public boolean tellsCreation() {
        return true;
    }

    @Override
    public void counter(long value, long createdEpochNanos) {
        add(value, createdEpochNanos);
    }

    private void add(long value, long start) {
        Attributes attributes = own == null ? group : own.build();
        // A clock that was set back would have it end before it began, which receivers refuse.
        long began = Math.min(start, timeEpochNanos);
        if (whole) {
            longs.add(LongPointData.create(began, timeEpochNanos, attributes, value));
        } else {
            doubles.add(DoublePointData.create(began, timeEpochNanos, attributes, decimal(value), List.of()));
        }
        group = Attributes.empty();
        own = null;
    }

    /** The number that is closest to what the text of a scrape says. */
    private double decimal(long value) {
        // A double holds whole numbers of 53 bits; nanoseconds since 1970 have more.
        return (long) (double) value == value ? value / divisor : BigDecimal.valueOf(value, decimals).doubleValue();
    }
}

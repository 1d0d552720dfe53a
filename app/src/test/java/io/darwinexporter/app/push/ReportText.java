package io.darwinexporter.app.push;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import io.darwinexporter.internal.group.GroupLabels;
import io.darwinexporter.internal.metric.MetricFamily;
import io.darwinexporter.internal.metric.SampleSink;

/** What a {@link PushReport} tells, one line for each sample, without what all names begin with. */
final class ReportText implements SampleSink {

    private final List<String> lines = new ArrayList<>();
    private String name = "";
    private int decimals;
    private String labels = "";

    private ReportText() {
    }

    static List<String> of(PushReport report) {
        ReportText text = new ReportText();
        for (MetricFamily family : report.all()) {
            text.name = family.description().name().replace("darwin_exporter_push_", "");
            text.decimals = family.description().unit().decimals();
            // None of them looks at the result of a collection.
            family.collect(null, text);
        }
        return text.lines;
    }

    @Override
    public void labels(GroupLabels group) {
        throw new AssertionError("no group here");
    }

    @Override
    public void label(String label, String value) {
        labels = '{' + label + '=' + value + '}';
    }

    @Override
    public void label(String label, long value, int labelDecimals) {
        throw new AssertionError("no number here");
    }

    @Override
    public void value(long value) {
        lines.add(name + labels + ' ' + BigDecimal.valueOf(value, decimals).toPlainString());
        labels = "";
    }

    @Override
    public boolean tellsCreation() {
        return false;
    }

    @Override
    public void counter(long value, long createdEpochNanos) {
        value(value);
    }
}

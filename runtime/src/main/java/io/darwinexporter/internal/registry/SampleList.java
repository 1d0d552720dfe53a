package io.darwinexporter.internal.registry;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import io.darwinexporter.internal.group.GroupLabels;
import io.darwinexporter.internal.group.LabelForm;
import io.darwinexporter.internal.metric.FamilyDescription;
import io.darwinexporter.internal.metric.SampleSink;
import io.prometheus.client.Collector.MetricFamilySamples.Sample;

/**
 * Gathers the samples of one family after the other, for one scrape.
 * <p>
 * When a counter was 0 is not told: the client's writer for the text format would make families of their own of it.
 */
final class SampleList implements SampleSink {

    private static final int USUAL_LABELS = 16;

    private final LabelForm<List<String>> groupLabels;
    private String[] labelValues = new String[USUAL_LABELS];
    private List<Sample> samples = new ArrayList<>();
    private List<String> labelNames = List.of();
    private List<String> labelsOfGroup = List.of();
    private Set<String> extraNames = Set.of();
    private String name = "";
    private double divisor = 1;
    private int labels;

    /** @param groupLabels the values of a group's labels, those that a rule gives last */
    SampleList(LabelForm<List<String>> groupLabels) {
        this.groupLabels = groupLabels;
    }

    /** Begins a family; its samples are given by {@link #end()}. */
    void begin(FamilyDescription family) {
        samples = new ArrayList<>();
        name = family.name();
        labelNames = family.labels();
        divisor = Math.pow(10, family.unit().decimals());
    }

    List<Sample> end() {
        return samples;
    }

    @Override
    public void labels(GroupLabels group) {
        labelsOfGroup = group.in(groupLabels);
        extraNames = group.extra().keySet();
        for (int i = 0; i < labelsOfGroup.size(); i++) {
            add(labelsOfGroup.get(i));
        }
    }

    private void add(String value) {
        if (labels == labelValues.length) {
            labelValues = Arrays.copyOf(labelValues, labels * 2);
        }
        labelValues[labels++] = value;
    }

    /** Those of the family, with those that a rule gives to the group behind the others of the group. */
    private List<String> names() {
        if (extraNames.isEmpty()) {
            return labelNames;
        }
        int ofGroup = labelsOfGroup.size() - extraNames.size();
        List<String> names = new ArrayList<>(labelNames.subList(0, ofGroup));
        names.addAll(extraNames);
        names.addAll(labelNames.subList(ofGroup, labelNames.size()));
        return names;
    }

    @Override
    public void label(String name, String value) {
        add(value);
    }

    @Override
    public void label(String name, long value, int decimals) {
        add(decimals == 0 ? Long.toString(value)
                : BigDecimal.valueOf(value, decimals).stripTrailingZeros().toPlainString());
    }

    @Override
    public void value(long value) {
        List<String> values = labels == labelsOfGroup.size() ? labelsOfGroup
                : Arrays.asList(Arrays.copyOf(labelValues, labels));
        // Divided, not multiplied: the quotient is the double that is nearest to the decimal number.
        samples.add(new Sample(name, names(), values, value / divisor));
        labels = 0;
        labelsOfGroup = List.of();
        extraNames = Set.of();
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

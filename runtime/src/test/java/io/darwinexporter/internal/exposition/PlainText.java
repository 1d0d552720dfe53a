package io.darwinexporter.internal.exposition;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

import io.darwinexporter.internal.collect.CollectionResult;
import io.darwinexporter.internal.group.GroupLabels;
import io.darwinexporter.internal.metric.FamilyDescription;
import io.darwinexporter.internal.metric.MetricCatalogue;
import io.darwinexporter.internal.metric.MetricFamily;
import io.darwinexporter.internal.metric.MetricType;
import io.darwinexporter.internal.metric.Profile;
import io.darwinexporter.internal.metric.SampleSink;

/** The exposition once more, by simple means: strings that are put together, nothing kept or shared. */
final class PlainText implements SampleSink {

    private static final int CREATED_DECIMALS = 9;

    private final Profile profile;
    private final FamilyDescription family;
    private final boolean created;
    private final List<String> labels = new ArrayList<>();
    private final StringBuilder samples = new StringBuilder();

    private PlainText(Profile profile, FamilyDescription family, boolean created) {
        this.profile = profile;
        this.family = family;
        this.created = created;
    }

    static String of(MetricCatalogue catalogue, CollectionResult result, ExpositionFormat format) {
        boolean openMetrics = format == ExpositionFormat.OPENMETRICS;
        StringBuilder text = new StringBuilder();
        for (MetricFamily family : catalogue.families()) {
            PlainText samples = new PlainText(catalogue.profile(), family.description(),
                    openMetrics && catalogue.settings().createdSamples());
            family.collect(result, samples);
            if (!samples.samples.isEmpty()) {
                text.append(openMetrics ? openMetricsHeader(family.description()) : textHeader(family.description()));
                text.append(samples.samples);
            }
        }
        return text + (openMetrics ? "# EOF\n" : "");
    }

    private static String textHeader(FamilyDescription family) {
        return header(family.name(), family.help(), family.type() == MetricType.INFO ? "gauge" : family.type().label());
    }

    private static String openMetricsHeader(FamilyDescription family) {
        String name = family.baseName();
        String unit = family.unit().label();
        boolean told = !unit.isEmpty() && name.endsWith("_" + unit);
        String type = family.type() == MetricType.UNNAMED_COUNTER ? "unknown" : family.type().label();
        return header(name, family.help(), type) + (told ? "# UNIT " + name + " " + unit + "\n" : "");
    }

    private static String header(String name, String help, String type) {
        return "# HELP " + name + " " + help + "\n# TYPE " + name + " " + type + "\n";
    }

    @Override
    public void labels(GroupLabels group) {
        List<String> values = group.in(profile.labelValues());
        for (int i = 0; i < values.size(); i++) {
            label(profile.labelNames().get(i), values.get(i));
        }
    }

    @Override
    public void label(String name, String value) {
        StringBuilder mended = new StringBuilder();
        value.codePoints().limit(256).forEach(c -> mended.appendCodePoint(c >= 0xd800 && c <= 0xdfff ? 0xfffd : c));
        String escaped = mended.toString().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        labels.add(name + "=\"" + escaped + "\"");
    }

    @Override
    public void label(String name, long value, int decimals) {
        label(name, number(value, decimals));
    }

    @Override
    public void value(long value) {
        sample(family.name(), number(value, family.unit().decimals()));
        labels.clear();
    }

    @Override
    public boolean tellsCreation() {
        return created;
    }

    @Override
    public void counter(long value, long createdEpochNanos) {
        sample(family.name(), number(value, family.unit().decimals()));
        if (created) {
            sample(family.baseName() + "_created", number(createdEpochNanos, CREATED_DECIMALS));
        }
        labels.clear();
    }

    private void sample(String name, String number) {
        samples.append(name).append(labels.isEmpty() ? "" : "{" + String.join(",", labels) + "}").append(' ').append(number)
                .append('\n');
    }

    private static String number(long value, int decimals) {
        return value == 0 ? "0" : BigDecimal.valueOf(value, decimals).stripTrailingZeros().toPlainString();
    }
}

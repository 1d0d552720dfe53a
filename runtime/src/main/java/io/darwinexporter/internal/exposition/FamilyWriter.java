package io.darwinexporter.internal.exposition;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.darwinexporter.internal.collect.CollectionResult;
import io.darwinexporter.internal.group.GroupLabels;
import io.darwinexporter.internal.group.LabelForm;
import io.darwinexporter.internal.metric.FamilyDescription;
import io.darwinexporter.internal.metric.MetricFamily;
import io.darwinexporter.internal.metric.MetricType;
import io.darwinexporter.internal.metric.SampleSink;

/**
 * Writes one metric family in one format: what it is, then its samples. A family without samples writes nothing.
 *
 * <pre>
 * # HELP process_cpu_seconds_total CPU time used, in user mode and in the kernel.
 * # TYPE process_cpu_seconds_total counter
 * process_cpu_seconds_total{groupname="nginx",name="nginx",user="root",mode="user"} 12.34
 * </pre>
 *
 * In OpenMetrics the first lines name {@code process_cpu_seconds}, tell the unit, and a sample may be followed by the time
 * when it was 0:
 *
 * <pre>
 * process_cpu_seconds_created{groupname="nginx",name="nginx",user="root",mode="user"} 1763845000.25
 * </pre>
 */
final class FamilyWriter implements SampleSink {

    private static final int CREATED_DECIMALS = 9;
    private static final String UNKNOWN = "unknown";

    private final ExpositionBuffer buffer;
    private final LabelForm<byte[]> groupLabels;
    private final MetricFamily family;
    private final byte[] header;
    private final byte[] sampleName;
    private final byte[] sampleNameAndBrace;
    private final byte[] createdName;
    private final int decimals;
    private final String[] labelNames;
    private final byte[][] labelBegins;

    private boolean headerWritten;
    /** Between a sample's first label and its value. The last label's closing quote is yet to be written then. */
    private boolean inLabels;
    private int nextLabel;
    private int labelsBegin;

    /**
     * @param groupLabels a group's labels as text, without the last one's closing quote
     * @param createdSamples whether counters tell when they were 0
     */
    FamilyWriter(ExpositionBuffer buffer, LabelForm<byte[]> groupLabels, MetricFamily family, ExpositionFormat format,
            boolean createdSamples) {
        this.buffer = buffer;
        this.groupLabels = groupLabels;
        this.family = family;
        FamilyDescription description = family.description();
        this.header = header(description, format).getBytes(US_ASCII);
        this.sampleName = description.name().getBytes(US_ASCII);
        this.sampleNameAndBrace = (description.name() + "{").getBytes(US_ASCII);
        this.createdName = (createdSamples ? description.baseName() + "_created" : "").getBytes(US_ASCII);
        this.decimals = description.unit().decimals();
        this.labelNames = description.labels().toArray(new String[0]);
        this.labelBegins = new byte[labelNames.length][];
        for (int i = 0; i < labelNames.length; i++) {
            labelBegins[i] = (labelNames[i] + "=\"").getBytes(US_ASCII);
        }
    }

    private static String header(FamilyDescription family, ExpositionFormat format) {
        String name = family.name();
        String type = family.type().label();
        String unitLine = "";
        switch (format) {
            case TEXT -> {
                if (family.type() == MetricType.INFO) {
                    type = MetricType.GAUGE.label();
                }
            }
            case OPENMETRICS -> {
                if (family.type() == MetricType.UNNAMED_COUNTER) {
                    type = UNKNOWN;
                }
                name = family.baseName();
                String unit = family.unit().label();
                // A unit that is not the end of the family's name makes the whole text invalid.
                if (!unit.isEmpty() && name.endsWith("_" + unit)) {
                    unitLine = "# UNIT " + name + " " + unit + "\n";
                }
            }
        }
        return "# HELP " + name + " " + family.help() + "\n# TYPE " + name + " " + type + "\n" + unitLine;
    }

    void write(CollectionResult result) {
        headerWritten = false;
        inLabels = false;
        family.collect(result, this);
    }

    @Override
    public void labels(GroupLabels group) {
        beginLabel();
        buffer.write(group.in(groupLabels));
    }

    @Override
    public void label(String name, String value) {
        beginLabel(name);
        buffer.labelValue(value);
    }

    @Override
    public void label(String name, long value, int decimals) {
        beginLabel(name);
        buffer.decimal(value, decimals);
    }

    private void beginLabel(String name) {
        beginLabel();
        int label = nextLabel;
        while (!labelNames[label].equals(name)) {
            label++;
        }
        buffer.write(labelBegins[label]);
        nextLabel = label + 1;
    }

    private void beginLabel() {
        if (inLabels) {
            buffer.write('"', ',');
        } else {
            beginSample(sampleNameAndBrace);
            labelsBegin = buffer.length() - 1;
            inLabels = true;
            nextLabel = 0;
        }
    }

    private void beginSample(byte[] name) {
        if (!headerWritten) {
            buffer.write(header);
            headerWritten = true;
        }
        buffer.write(name);
    }

    @Override
    public void value(long value) {
        endLabels();
        number(value, decimals);
    }

    @Override
    public boolean tellsCreation() {
        return createdName.length > 0;
    }

    @Override
    public void counter(long value, long createdEpochNanos) {
        endLabels();
        int labelsEnd = buffer.length();
        number(value, decimals);
        if (tellsCreation()) {
            buffer.write(createdName);
            buffer.repeat(labelsBegin, labelsEnd);
            number(createdEpochNanos, CREATED_DECIMALS);
        }
    }

    private void endLabels() {
        if (inLabels) {
            buffer.write('"', '}');
            inLabels = false;
        } else {
            beginSample(sampleName);
            labelsBegin = buffer.length();
        }
    }

    private void number(long value, int decimals) {
        buffer.write(' ');
        buffer.decimal(value, decimals);
        buffer.write('\n');
    }
}

package io.darwinexporter.internal.exposition;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.darwinexporter.internal.collect.CollectionResult;
import io.darwinexporter.internal.group.GroupLabels;
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
    private final GroupLabels.Encoder groupLabels;
    private final MetricFamily family;
    private final byte[] header;
    private final byte[] sampleName;
    private final byte[] createdName;
    private final int decimals;

    private boolean headerWritten;
    private boolean inSample;
    private int labelsBegin;

    /** @param createdSamples whether counters tell when they were 0 */
    FamilyWriter(ExpositionBuffer buffer, GroupLabels.Encoder groupLabels, MetricFamily family, ExpositionFormat format,
            boolean createdSamples) {
        this.buffer = buffer;
        this.groupLabels = groupLabels;
        this.family = family;
        FamilyDescription description = family.description();
        this.header = header(description, format).getBytes(US_ASCII);
        this.sampleName = description.name().getBytes(US_ASCII);
        this.createdName = (createdSamples ? description.baseName() + "_created" : "").getBytes(US_ASCII);
        this.decimals = description.unit().decimals();
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
        inSample = false;
        family.collect(result, this);
    }

    @Override
    public void labels(GroupLabels group) {
        separateLabel();
        buffer.write(group.encoded(groupLabels));
    }

    @Override
    public void label(String name, String value) {
        beginLabel(name);
        buffer.labelValue(value);
        buffer.write('"');
    }

    @Override
    public void label(String name, long value, int decimals) {
        beginLabel(name);
        buffer.decimal(value, decimals);
        buffer.write('"');
    }

    private void beginLabel(String name) {
        separateLabel();
        buffer.ascii(name);
        buffer.write('=');
        buffer.write('"');
    }

    private void separateLabel() {
        if (inSample) {
            buffer.write(',');
        } else {
            beginSample();
            buffer.write('{');
        }
    }

    private void beginSample() {
        if (!headerWritten) {
            buffer.write(header);
            headerWritten = true;
        }
        buffer.write(sampleName);
        labelsBegin = buffer.length();
        inSample = true;
    }

    @Override
    public void value(long value) {
        endLabels();
        number(value, decimals);
    }

    @Override
    public void counter(long value, long createdEpochNanos) {
        endLabels();
        int labelsEnd = buffer.length();
        number(value, decimals);
        if (createdName.length > 0) {
            buffer.write(createdName);
            buffer.repeat(labelsBegin, labelsEnd);
            number(createdEpochNanos, CREATED_DECIMALS);
        }
    }

    private void endLabels() {
        if (inSample) {
            buffer.write('}');
        } else {
            beginSample();
        }
        inSample = false;
    }

    private void number(long value, int decimals) {
        buffer.write(' ');
        buffer.decimal(value, decimals);
        buffer.write('\n');
    }
}

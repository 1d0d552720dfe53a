package io.darwinexporter.internal.exposition;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.collect.CollectionReport;
import io.darwinexporter.internal.collect.CollectionResult;
import io.darwinexporter.internal.group.GroupLabels;
import io.darwinexporter.internal.metric.MetricCatalogue;
import io.darwinexporter.internal.metric.MetricFamily;
import io.darwinexporter.internal.metric.Profile;

/**
 * The bodies of responses: a collection's metrics as text, each form made once and kept until the next collection.
 * <p>
 * Used by one thread at a time, the one that has the result on loan. What is allocated is a body's array, the first time that
 * a client wants it, and the labels of groups that are new.
 */
public final class Exposition {

    /** Packing costs more than writing: see docs/adr/0005. Level 6 takes three times as long for 14 % less. */
    private static final int GZIP_LEVEL = 1;
    private static final byte[] OPENMETRICS_END = "# EOF\n".getBytes(US_ASCII);

    private final ExpositionBuffer text = new ExpositionBuffer();
    private final ExpositionBuffer labels = new ExpositionBuffer();
    private final Profile profile;
    private final GzipEncoder zip = new GzipEncoder(GZIP_LEVEL);
    private final Map<ExpositionFormat, List<FamilyWriter>> writers = new EnumMap<>(ExpositionFormat.class);

    private final Map<ExpositionFormat, byte[]> plainBodies = new EnumMap<>(ExpositionFormat.class);
    private final Map<ExpositionFormat, byte[]> zippedBodies = new EnumMap<>(ExpositionFormat.class);
    private long collection = -1;
    private @Nullable ExpositionFormat textFormat;

    public Exposition(MetricCatalogue catalogue) {
        profile = catalogue.profile();
        GroupLabels.Encoder encoder = this::encode;
        for (ExpositionFormat format : ExpositionFormat.values()) {
            boolean created = format == ExpositionFormat.OPENMETRICS && catalogue.settings().createdSamples();
            List<FamilyWriter> ofFormat = new ArrayList<>();
            for (MetricFamily family : catalogue.families()) {
                ofFormat.add(new FamilyWriter(text, encoder, family, format, created));
            }
            writers.put(format, ofFormat);
        }
    }

    /**
     * The metrics of a collection.
     *
     * @param result on loan to the caller
     * @return the same array for everyone who asks for the same; not to be changed
     */
    public byte[] body(CollectionResult result, ExpositionFormat format, boolean gzip) {
        forgetOtherThan(result.report());
        Map<ExpositionFormat, byte[]> bodies = gzip ? zippedBodies : plainBodies;
        byte[] body = bodies.get(format);
        if (body == null) {
            render(result, format);
            body = gzip ? zip.encode(text.array(), text.length()) : text.toByteArray();
            bodies.put(format, body);
        }
        return body;
    }

    private void forgetOtherThan(CollectionReport report) {
        long current = report.collections() + report.failedCollections();
        if (current != collection) {
            collection = current;
            textFormat = null;
            plainBodies.clear();
            zippedBodies.clear();
        }
    }

    private void render(CollectionResult result, ExpositionFormat format) {
        if (format == textFormat) {
            return;
        }
        // Not known while it is being written, should that fail.
        textFormat = null;
        text.clear();
        for (FamilyWriter writer : Objects.requireNonNull(writers.get(format))) {
            writer.write(result);
        }
        if (format == ExpositionFormat.OPENMETRICS) {
            text.write(OPENMETRICS_END);
        }
        textFormat = format;
    }

    private byte[] encode(GroupLabels group) {
        labels.clear();
        List<String> values = profile.labelValues(group);
        for (int i = 0; i < values.size(); i++) {
            labels.ascii(i == 0 ? "" : ",");
            labels.ascii(profile.labelNames().get(i));
            labels.ascii("=\"");
            labels.labelValue(values.get(i));
            labels.ascii("\"");
        }
        return labels.toByteArray();
    }
}

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
import io.darwinexporter.internal.group.LabelForm;
import io.darwinexporter.internal.metric.MetricCatalogue;
import io.darwinexporter.internal.metric.MetricFamily;
import io.darwinexporter.internal.metric.Profile;

/**
 * The bodies of responses: a collection's metrics as text, each form made once and kept until the next collection.
 * <p>
 * Used by one thread at a time, the one that has the result on loan. What is allocated is the labels of groups that are new;
 * bodies are used again when all who asked for them have given them back.
 */
public final class Exposition {

    /** Packing costs more than writing: see docs/adr/0005. Level 6 takes three times as long for 14 % less. */
    private static final int GZIP_LEVEL = 1;
    private static final int INITIAL_TEXT_BYTES = 64 * 1024;
    private static final int INITIAL_ZIPPED_BYTES = 16 * 1024;
    private static final byte[] OPENMETRICS_END = "# EOF\n".getBytes(US_ASCII);

    private final ExpositionBuffer text = new ExpositionBuffer();
    private final ExpositionBuffer labels = new ExpositionBuffer();
    private final Profile profile;
    private final GzipEncoder zip = new GzipEncoder(GZIP_LEVEL);
    private final Map<ExpositionFormat, List<FamilyWriter>> writers = new EnumMap<>(ExpositionFormat.class);

    private final BodyPool texts;
    private final BodyPool zipped;
    private final Map<ExpositionFormat, ResponseBody> currentTexts = new EnumMap<>(ExpositionFormat.class);
    private final Map<ExpositionFormat, ResponseBody> currentZipped = new EnumMap<>(ExpositionFormat.class);
    /** The body that is being made. */
    private @Nullable ResponseBody unfinished;
    private long collection = -1;

    /** With a share of memory of its own. */
    public Exposition(MetricCatalogue catalogue) {
        this(catalogue, new BodyMemory());
    }

    /** @param memory that of all expositions together */
    public Exposition(MetricCatalogue catalogue, BodyMemory memory) {
        profile = catalogue.profile();
        LabelForm<byte[]> groupLabels = this::encode;
        for (ExpositionFormat format : ExpositionFormat.values()) {
            boolean created = format == ExpositionFormat.OPENMETRICS && catalogue.settings().createdSamples();
            List<FamilyWriter> ofFormat = new ArrayList<>();
            for (MetricFamily family : catalogue.families()) {
                ofFormat.add(new FamilyWriter(text, groupLabels, family, format, created));
            }
            writers.put(format, ofFormat);
        }
        texts = memory.pool(INITIAL_TEXT_BYTES);
        zipped = memory.pool(INITIAL_ZIPPED_BYTES);
        memory.serve(this);
    }

    /**
     * The metrics of a collection.
     *
     * @param result on loan to the caller
     * @return the same body for everyone who asks for the same; to be {@linkplain ResponseBody#release given back}
     * @throws NoRoomException if bodies that are still being sent take all the memory that there is for them
     */
    public ResponseBody body(CollectionResult result, ExpositionFormat format, boolean gzip) {
        giveBackOtherThan(result.report());
        try {
            ResponseBody body = gzip ? zipped(result, format) : text(result, format);
            return body.retain();
        } catch (RuntimeException | OutOfMemoryError e) {
            abandon();
            throw e;
        }
    }

    private void abandon() {
        text.forget();
        if (unfinished != null) {
            unfinished.release();
            unfinished = null;
        }
    }

    private void giveBackOtherThan(CollectionReport report) {
        long current = report.collections() + report.failedCollections();
        if (current != collection) {
            collection = current;
            giveBack();
        }
    }

    /** Keeps nothing for those who ask for the same again. */
    void giveBack() {
        giveBack(currentTexts);
        giveBack(currentZipped);
    }

    private static void giveBack(Map<ExpositionFormat, ResponseBody> bodies) {
        for (ResponseBody body : bodies.values()) {
            body.release();
        }
        bodies.clear();
    }

    private ResponseBody text(CollectionResult result, ExpositionFormat format) {
        ResponseBody body = currentTexts.get(format);
        if (body == null) {
            body = texts.take();
            unfinished = body;
            write(result, format, body);
            unfinished = null;
            currentTexts.put(format, body);
        }
        return body;
    }

    private void write(CollectionResult result, ExpositionFormat format, ResponseBody body) {
        text.beginIn(body.bytes());
        for (FamilyWriter writer : Objects.requireNonNull(writers.get(format))) {
            writer.write(result);
        }
        if (format == ExpositionFormat.OPENMETRICS) {
            text.write(OPENMETRICS_END);
        }
        body.fill(text.array(), text.length());
        text.forget();
    }

    private ResponseBody zipped(CollectionResult result, ExpositionFormat format) {
        ResponseBody body = currentZipped.get(format);
        if (body == null) {
            ResponseBody plain = text(result, format);
            body = zipped.take();
            unfinished = body;
            zip.encode(plain.bytes(), plain.length(), body);
            unfinished = null;
            currentZipped.put(format, body);
        }
        return body;
    }

    private byte[] encode(GroupLabels group) {
        labels.clear();
        List<String> names = new ArrayList<>(profile.labelNames());
        names.addAll(group.extra().keySet());
        List<String> values = group.in(profile.labelValues());
        for (int i = 0; i < values.size(); i++) {
            labels.ascii(i == 0 ? "" : "\",");
            labels.ascii(names.get(i));
            labels.ascii("=\"");
            labels.labelValue(values.get(i));
        }
        // The last one's closing quote is the writer's.
        return labels.toByteArray();
    }
}

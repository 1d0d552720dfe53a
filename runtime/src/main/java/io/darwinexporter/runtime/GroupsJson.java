package io.darwinexporter.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import io.darwinexporter.internal.collect.CollectionReport;
import io.darwinexporter.internal.collect.CollectionResult;
import io.darwinexporter.internal.group.Group;
import io.darwinexporter.internal.group.GroupTable;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.SnapshotBuffer;

/**
 * A collection as JSON: what the live page and the page in the Dev UI are fed by. Units are in the names, what is not known is
 * not there, and nothing of a command line ever is. Its shape is written down in <code>docs/operations.md</code>.
 * <p>
 * Written straight from the result, as there may be thousands of groups.
 */
final class GroupsJson {

    /** Members that are shown of one group at most: those that have used most CPU time. */
    static final int MAX_MEMBERS = 500;

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int INITIAL_BYTES = 64 * 1024;
    private static final double NANOS_PER_SECOND = 1e9;

    private final CollectionResult result;
    private final JsonGenerator json;

    private GroupsJson(CollectionResult result, JsonGenerator json) {
        this.result = result;
        this.json = json;
    }

    /**
     * @param result on loan to the caller
     * @param membersOf the group whose members are told, too; null for none
     */
    static byte[] of(CollectionResult result, StatusReport report, @Nullable String membersOf) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(INITIAL_BYTES);
        // A writer, because the generator of bytes refuses texts that are no Unicode.
        try (JsonGenerator json = FACTORY.createGenerator(new OutputStreamWriter(bytes, UTF_8))) {
            new GroupsJson(result, json).write(report, membersOf);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private void write(StatusReport report, @Nullable String membersOf) throws IOException {
        json.writeStartObject();
        json.writeStringField("version", report.version());
        json.writeStringField("platform", result.source().platform());
        json.writeStringField("system", report.system());
        json.writeNumberField("logicalProcessors", result.source().logicalCpus());
        collection(result.report());
        program(report.program());
        facts(report.facts());
        json.writeArrayFieldStart("missing");
        for (String entry : report.missing()) {
            json.writeString(entry);
        }
        json.writeEndArray();
        groups(result.groups());
        if (membersOf != null) {
            members(membersOf);
        }
        json.writeEndObject();
    }

    private void collection(CollectionReport report) throws IOException {
        json.writeObjectFieldStart("collection");
        json.writeBooleanField("success", report.success());
        json.writeNumberField("durationSeconds", report.durationNanos() / NANOS_PER_SECOND);
        if (report.collections() > 0) {
            json.writeNumberField("timestampSeconds", report.timestampEpochNanos() / NANOS_PER_SECOND);
        }
        json.writeEndObject();
    }

    private void program(StatusReport.OwnCost program) throws IOException {
        json.writeObjectFieldStart("program");
        if (program.hasCpuNanos()) {
            json.writeNumberField("cpuSeconds", program.cpuNanos() / NANOS_PER_SECOND);
        }
        if (program.hasResidentBytes()) {
            json.writeNumberField("residentBytes", program.residentBytes());
        }
        json.writeEndObject();
    }

    private void facts(Map<String, String> facts) throws IOException {
        json.writeArrayFieldStart("facts");
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            json.writeStartObject();
            json.writeStringField("name", fact.getKey());
            json.writeStringField("value", fact.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void groups(GroupTable groups) throws IOException {
        json.writeArrayFieldStart("groups");
        for (int i = 0; i < groups.size(); i++) {
            group(groups.group(i));
        }
        json.writeEndArray();
    }

    private void group(Group group) throws IOException {
        json.writeStartObject();
        json.writeStringField("group", group.labels().groupName());
        json.writeStringField("user", group.labels().user());
        json.writeNumberField("processes", group.processes());
        json.writeNumberField("starts", group.starts());
        json.writeNumberField("exits", group.exits());
        if (group.hasStart()) {
            startTime(group.earliestStartNanos());
        }
        if (group.hasCpuUsage()) {
            json.writeNumberField("cpuRatio", group.cpuUsageRatio());
        }
        for (Figure figure : Figure.ALL) {
            if (group.has(figure.measure())) {
                figure(figure, group.value(figure.measure()));
            }
        }
        json.writeEndObject();
    }

    private void members(String groupName) throws IOException {
        SnapshotBuffer snapshot = result.snapshot();
        List<Integer> rows = new ArrayList<>();
        for (int row = 0; row < snapshot.rows(); row++) {
            Group group = result.groups().groupOfRow(row);
            if (group != null && group.labels().groupName().equals(groupName)) {
                rows.add(row);
            }
        }
        rows.sort(Comparator.comparingLong(this::cpuNanos).reversed());
        int told = Math.min(rows.size(), MAX_MEMBERS);
        json.writeObjectFieldStart("members");
        json.writeStringField("group", groupName);
        json.writeNumberField("leftOut", rows.size() - told);
        json.writeArrayFieldStart("processes");
        for (int row : rows.subList(0, told)) {
            member(snapshot, row);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private long cpuNanos(int row) {
        return valueOrZero(row, Measure.CPU_USER_NANOS) + valueOrZero(row, Measure.CPU_SYSTEM_NANOS);
    }

    private long valueOrZero(int row, Measure measure) {
        return result.snapshot().has(row, measure) ? result.snapshot().value(row, measure) : 0;
    }

    private void member(SnapshotBuffer snapshot, int row) throws IOException {
        json.writeStartObject();
        json.writeNumberField("pid", snapshot.pid(row));
        json.writeNumberField("parentPid", snapshot.parentPid(row));
        json.writeStringField("name", snapshot.name(row));
        json.writeStringField("user", snapshot.user(row));
        json.writeStringField("state", snapshot.state(row).label());
        startTime(snapshot.startNanos(row));
        for (Figure figure : Figure.ALL) {
            if (snapshot.has(row, figure.measure())) {
                figure(figure, snapshot.value(row, figure.measure()));
            }
        }
        json.writeEndObject();
    }

    private void startTime(long sourceNanos) throws IOException {
        json.writeNumberField("startTimeSeconds",
                (sourceNanos + result.source().startTimeOffsetNanos()) / 1_000_000 / 1e3);
    }

    private void figure(Figure figure, long value) throws IOException {
        if (figure.isWhole()) {
            json.writeNumberField(figure.key(), value);
        } else {
            json.writeNumberField(figure.key(), value / figure.perUnit());
        }
    }
}

package io.darwinexporter.runtime;

import static io.darwinexporter.internal.snapshot.FakeProcess.process;
import static io.darwinexporter.runtime.LookedAt.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.darwinexporter.internal.snapshot.FakeProcess;
import io.darwinexporter.internal.snapshot.Measure;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

class GroupsJsonTest {

    private final LookedAt exporter = new LookedAt();

    @Test
    void aGroupHasItsFiguresInTheUnitsOfTheirNames() {
        exporter.sees(process(10, 5 * SECOND).name("java").cpu(1_500_000_000L).with(Measure.RESIDENT_BYTES, 5),
                process(11, 7 * SECOND).name("java").cpu(0).with(Measure.RESIDENT_BYTES, 7).with(Measure.THREADS, 3));

        assertThat(exporter.json(null).getJsonArray("groups")).isEqualTo(new JsonArray().add(new JsonObject()
                .put("group", "java").put("user", "alice").put("processes", 2).put("starts", 0).put("exits", 0)
                .put("startTimeSeconds", 5.0).put("cpuUserSeconds", 1.5).put("cpuSystemSeconds", 0.0)
                .put("residentBytes", 12).put("threads", 3)));
    }

    @Test
    void theExporterTellsOfItself() {
        JsonObject json = exporter.sees().json(null);

        assertThat(json.getString("version")).isEqualTo("1.2.3");
        assertThat(json.getString("platform")).isEqualTo("fake");
        assertThat(json.getString("system")).isEqualTo("Linux 6");
        assertThat(json.getInteger("logicalProcessors")).isEqualTo(2);
        assertThat(json.getJsonObject("program")).isEqualTo(new JsonObject().put("cpuSeconds", 1.5).put("residentBytes", 4096));
        assertThat(json.getJsonArray("facts").getJsonObject(0))
                .isEqualTo(new JsonObject().put("name", "Groups").put("value", "by name"));
        assertThat(json.getJsonObject("collection").getBoolean("success")).isTrue();
        assertThat(json.getJsonObject("collection").getDouble("timestampSeconds")).isPositive();
        assertThat(json.fieldNames()).doesNotContain("members");
    }

    @Test
    void aFailedCollectionSaysSoAndLeavesWhatWasKnown() {
        double timestamp = timestamp(exporter.sees(process(10, SECOND).name("java")).json(null));

        JsonObject json = exporter.fails().json(null);

        assertThat(json.getJsonObject("collection").getBoolean("success")).isFalse();
        assertThat(timestamp(json)).isEqualTo(timestamp);
        assertThat(json.getJsonArray("groups")).hasSize(1);
    }

    @Test
    void beforeTheFirstSuccessThereIsNoTime() {
        assertThat(exporter.fails().json(null).getJsonObject("collection").fieldNames())
                .containsExactlyInAnyOrder("success", "durationSeconds");
    }

    static List<String> awkwardNames() {
        return List.of("\"quoted\" \\ 'too'", "</script><!--", "two\nlines\ttab\r\u0000\u001b", "\u2028\u2029", "🐘 größer 数据库",
                "x".repeat(256), "🐘".repeat(128), "__proto__", " ");
    }

    @ParameterizedTest
    @MethodSource("awkwardNames")
    void namesComeOutAsTheyAre(String name) {
        exporter.sees(process(10, SECOND).name(name).user(name));

        JsonObject json = exporter.json(name);

        JsonObject group = json.getJsonArray("groups").getJsonObject(0);
        assertThat(group.getString("group")).isEqualTo(name);
        assertThat(group.getString("user")).isEqualTo(name);
        JsonObject member = json.getJsonObject("members").getJsonArray("processes").getJsonObject(0);
        assertThat(member.getString("name")).isEqualTo(name);
    }

    @Test
    void halfACharacterIsReplacedAndBreaksNothing() {
        exporter.sees(process(10, SECOND).name("a\ud800b"));

        JsonObject json = exporter.json("a\uFFFDb");

        assertThat(json.getJsonArray("groups").getJsonObject(0).getString("group")).isEqualTo("a\uFFFDb");
        assertThat(json.getJsonObject("members").getJsonArray("processes")).hasSize(1);
    }

    @Test
    void membersAreToldOfOneGroupIfTheyAreAskedFor() {
        exporter.sees(process(10, SECOND).name("java").user("root").parent(7).cpu(1).with(Measure.RESIDENT_BYTES, 5),
                process(11, SECOND).name("java").cpu(2 * SECOND), process(12, SECOND).name("other").cpu(9));

        JsonObject members = exporter.json("java").getJsonObject("members");

        assertThat(members.getString("group")).isEqualTo("java");
        assertThat(members.getInteger("leftOut")).isZero();
        assertThat(members.getJsonArray("processes")).hasSize(2);
        assertThat(members.getJsonArray("processes").getJsonObject(0).getInteger("pid")).isEqualTo(11);
        assertThat(members.getJsonArray("processes").getJsonObject(1)).isEqualTo(new JsonObject().put("pid", 10)
                .put("parentPid", 7).put("name", "java").put("user", "root").put("state", "sleeping")
                .put("startTimeSeconds", 1.0).put("cpuUserSeconds", 1e-9).put("cpuSystemSeconds", 0.0)
                .put("residentBytes", 5));
    }

    @Test
    void aGroupThatThereIsNotHasNoMembers() {
        assertThat(exporter.sees().json("nothing").getJsonObject("members").getJsonArray("processes")).isEmpty();
    }

    @Test
    void ofManyMembersTheBusiestAreTold() {
        exporter.sees(IntStream.range(0, 503).mapToObj(i -> process(1000 + i, SECOND).name("worker").cpu(i * SECOND))
                .toArray(FakeProcess[]::new));

        JsonObject members = exporter.json("worker").getJsonObject("members");

        assertThat(members.getInteger("leftOut")).isEqualTo(3);
        assertThat(members.getJsonArray("processes").stream().map(member -> ((JsonObject) member).getInteger("pid")))
                .hasSize(500).startsWith(1502).endsWith(1003);
    }

    @Test
    void whatMayHoldSecretsIsNotTold() {
        exporter.sees(process(10, SECOND).name("psql").arguments("psql", "--password=hunter2").executable("/home/hunter2/psql")
                .controlGroups("/user/hunter2"));

        assertThat(exporter.text("psql")).contains("psql").doesNotContain("hunter2");
    }

    private static double timestamp(JsonObject json) {
        return json.getJsonObject("collection").getDouble("timestampSeconds");
    }
}

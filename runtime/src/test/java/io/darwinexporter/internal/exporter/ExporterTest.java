package io.darwinexporter.internal.exporter;

import static io.darwinexporter.internal.snapshot.FakeProcess.process;
import static io.darwinexporter.internal.snapshot.FakeThread.thread;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.darwinexporter.MetricsFormat;
import io.darwinexporter.ProcessCollection;
import io.darwinexporter.ProcessGroup;
import io.darwinexporter.ProcessMeasure;
import io.darwinexporter.ProcessMember;
import io.darwinexporter.ProcessThreads;
import io.darwinexporter.ThreadMeasure;
import io.darwinexporter.internal.group.ConfiguredGrouping;
import io.darwinexporter.internal.group.GroupSettings;
import io.darwinexporter.internal.group.ThreadSettings;
import io.darwinexporter.internal.metric.CatalogueSettings;
import io.darwinexporter.internal.metric.Profile;
import io.darwinexporter.internal.snapshot.FakeProcessSource;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.ProcessState;
import io.darwinexporter.internal.snapshot.ThreadCounter;

class ExporterTest {

    private static final long SECOND = 1_000_000_000L;

    private final FakeProcessSource source = FakeProcessSource.of("fake",
            EnumSet.of(Measure.CPU_USER_NANOS, Measure.CPU_SYSTEM_NANOS, Measure.RESIDENT_BYTES), false);

    private final Exporter exporter = new Exporter(source, ProcessFilter.ALL, new ConfiguredGrouping(true, false, false),
            GroupSettings.defaults(), Duration.ZERO, new CatalogueSettings(false, 1, false, "1.2.3"),
            Profile.ORIGINAL);

    @Test
    void groupsHaveTheirMembersAndWhatIsKnownOfThem() {
        source.sees(100 * SECOND, process(10, SECOND).name("nginx").user("root").with(Measure.RESIDENT_BYTES, 5),
                process(11, 2 * SECOND).name("nginx").user("www").with(Measure.RESIDENT_BYTES, 7),
                process(12, 3 * SECOND).name("secret").denied());

        ProcessCollection collection = exporter.collect();

        assertThat(collection.isCurrent()).isTrue();
        assertThat(collection.supported()).containsExactlyInAnyOrder(ProcessMeasure.CPU_USER_NANOS,
                ProcessMeasure.CPU_SYSTEM_NANOS, ProcessMeasure.RESIDENT_BYTES);
        ProcessGroup nginx = collection.group("nginx").orElseThrow();
        assertThat(nginx.processName()).isEqualTo("nginx");
        assertThat(nginx.user()).isEqualTo("root");
        assertThat(nginx.value(ProcessMeasure.RESIDENT_BYTES)).hasValue(12);
        assertThat(nginx.cpuUsageRatio()).isEmpty();
        assertThat(nginx.members()).extracting(ProcessMember::pid).containsExactly(10, 11);
        assertThat(nginx.members()).extracting(ProcessMember::user).containsExactly("root", "www");
        assertThat(nginx.members()).extracting(member -> member.value(ProcessMeasure.RESIDENT_BYTES))
                .containsExactly(OptionalLong.of(5), OptionalLong.of(7));
        assertThat(collection.group("secret").orElseThrow().value(ProcessMeasure.RESIDENT_BYTES)).isEmpty();
        assertThat(collection.group("nothing")).isEmpty();
    }

    @Test
    void thoseWhoHaveEndedAreNoMembers() {
        source.sees(100 * SECOND, process(10, SECOND).name("batch").cpu(SECOND),
                process(11, SECOND).name("batch").state(ProcessState.ZOMBIE));
        ProcessCollection first = exporter.collect();
        source.sees(200 * SECOND);

        ProcessGroup batch = exporter.collect().group("batch").orElseThrow();

        assertThat(first.group("batch").orElseThrow().members()).extracting(ProcessMember::pid).containsExactly(10);
        assertThat(batch.members()).isEmpty();
        assertThat(batch.exits()).isEqualTo(2);
        assertThat(batch.value(ProcessMeasure.CPU_USER_NANOS)).isPresent();
        assertThat(batch.value(ProcessMeasure.RESIDENT_BYTES)).isEmpty();
    }

    @Test
    void whatWasCollectedDoesNotChange() {
        source.sees(100 * SECOND, process(10, SECOND).name("a").with(Measure.RESIDENT_BYTES, 5));
        ProcessCollection first = exporter.collect();
        source.sees(200 * SECOND, process(10, SECOND).name("a").with(Measure.RESIDENT_BYTES, 6));
        exporter.collect();

        assertThat(first.group("a").orElseThrow().value(ProcessMeasure.RESIDENT_BYTES)).hasValue(5);
        List<ProcessGroup> groups = first.groups();
        assertThatThrownBy(groups::clear).isInstanceOf(UnsupportedOperationException.class);
        Map<ProcessMeasure, Long> values = groups.get(0).values();
        assertThatThrownBy(values::clear).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theLatestIsGivenWithoutCollecting() {
        assertThat(exporter.latest()).isEmpty();
        source.sees(100 * SECOND, process(10, SECOND).name("a"));
        exporter.collect();
        assertThat(exporter.latest().orElseThrow().group("a")).isPresent();
        assertThat(source.collections()).isEqualTo(1);
    }

    @Test
    void aFailedCollectionGivesTheLastGoodOneAndSaysSo() {
        source.fails("no such thing");
        assertThatThrownBy(exporter::collect).isInstanceOf(IllegalStateException.class)
                .hasMessage("no collection has succeeded yet");

        source.fails("").sees(100 * SECOND, process(10, SECOND).name("a"));
        exporter.collect();
        source.fails("no such thing");

        ProcessCollection kept = exporter.collect();
        assertThat(kept.isCurrent()).isFalse();
        assertThat(kept.group("a").orElseThrow().members()).hasSize(1);
    }

    @Test
    void metricsComeWithTheirContentType() {
        source.sees(100 * SECOND, process(10, SECOND).name("\u00fc"));
        assertThat(exporter.metrics(MetricsFormat.TEXT).contentType()).startsWith("text/plain; version=0.0.4");
        assertThat(exporter.metrics(MetricsFormat.TEXT).text()).contains("process_num_procs{groupname=\"\u00fc\"");
        assertThat(exporter.metrics(MetricsFormat.OPENMETRICS).contentType()).startsWith("application/openmetrics-text");
        assertThat(new String(exporter.metrics(MetricsFormat.OPENMETRICS).bytes())).endsWith("# EOF\n");
    }

    @Test
    void afterClosingNothingIsGiven() {
        exporter.close();
        assertThat(source.isClosed()).isTrue();
        assertThatThrownBy(exporter::collect).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(exporter::latest).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void threadsAreGivenByNameWhereTheyAreToldApart() {
        FakeProcessSource telling = FakeProcessSource.withEverything().sees(100 * SECOND,
                process(10, SECOND).threads(thread(10, SECOND, "main").cpu(7), thread(11, SECOND, "pool")));
        try (Exporter byThreads = new Exporter(telling, ProcessFilter.ALL, new ConfiguredGrouping(true, false, false),
                new GroupSettings(Duration.ZERO, Duration.ZERO, ThreadSettings.everyGroup(10)), Duration.ZERO,
                new CatalogueSettings(false, 1, false, "1.2.3"), Profile.ORIGINAL)) {
            List<ProcessThreads> threads = byThreads.collect().group("worker").orElseThrow().threads();

            assertThat(threads).extracting(ProcessThreads::name).containsExactly("main", "pool");
            assertThat(threads).extracting(ProcessThreads::living).containsExactly(1, 1);
            assertThat(threads.get(0).value(ThreadMeasure.CPU_USER_NANOS)).hasValue(7);
            assertThat(threads.get(1).value(ThreadMeasure.CPU_USER_NANOS)).isEmpty();
        }
        source.sees(100 * SECOND, process(10, SECOND));
        assertThat(exporter.collect().groups().get(0).threads()).isEmpty();
    }

    @Test
    void everyCounterOfThreadsIsInTheApi() {
        assertThat(Arrays.stream(ThreadMeasure.values()).map(Enum::name)).containsExactlyElementsOf(
                Arrays.stream(ThreadCounter.values()).map(Enum::name).toList());
    }

    @Test
    void everyMeasureThatGroupsHaveIsInTheApi() {
        Set<String> ofChildren = Set.copyOf(Measure.of(Measure.Nature.CHILDREN).stream().map(Enum::name).toList());
        assertThat(Arrays.stream(ProcessMeasure.values()).map(Enum::name)).containsExactlyElementsOf(
                Arrays.stream(Measure.values()).map(Enum::name).filter(name -> !ofChildren.contains(name)).toList());
    }
}

package io.darwinexporter.internal.exporter;

import static io.darwinexporter.internal.snapshot.FakeProcess.process;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.exposition.Exposition;
import io.darwinexporter.internal.exposition.ExpositionFormat;
import io.darwinexporter.internal.exposition.ResponseBody;
import io.darwinexporter.internal.group.ConfiguredGrouping;
import io.darwinexporter.internal.group.GroupSettings;
import io.darwinexporter.internal.metric.CatalogueSettings;
import io.darwinexporter.internal.metric.Profile;
import io.darwinexporter.internal.snapshot.FakeProcessSource;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.ProcessFilter;

/** Counters for those who have to know since when they count. */
class WatchedCatalogueTest {

    private static final long SECOND = 1_000_000_000L;
    private static final String CPU = "process_cpu_seconds_";

    private final FakeProcessSource source = FakeProcessSource.of("fake",
            EnumSet.of(Measure.CPU_USER_NANOS, Measure.CPU_SYSTEM_NANOS), false);

    private final Exporter exporter = new Exporter(source, ProcessFilter.ALL, new ConfiguredGrouping(true, false, false),
            GroupSettings.defaults(), Duration.ZERO, new CatalogueSettings(false, 1, true, "1.2.3"), Profile.ORIGINAL);

    private final Exposition watched = new Exposition(exporter.watchedCatalogue(Profile.ORIGINAL));

    @Test
    void whatWasUsedBeforeTheFirstCollectionIsLeftOut() {
        source.sees(100 * SECOND, process(10, 20 * SECOND).name("old").cpu(50 * SECOND));
        List<String> first = cpuOf("old");
        source.sees(200 * SECOND, process(10, 20 * SECOND).name("old").cpu(57 * SECOND));
        List<String> second = cpuOf("old");

        assertThat(first).containsExactly("total 0", "created " + created(first));
        assertThat(second).containsExactly("total 7", "created " + created(first));
        // Not when the process was started: another run of the exporter begins another time.
        assertThat(Double.parseDouble(created(first))).isGreaterThanOrEqualTo(90);
    }

    @Test
    void whatIsStartedLaterCountsFromItsStart() {
        source.sees(100 * SECOND);
        cpuOf("none");
        source.sees(200 * SECOND, process(11, 150 * SECOND).name("late").cpu(3 * SECOND));
        List<String> late = cpuOf("late");

        assertThat(late).startsWith("total 3");
        assertThat(Double.parseDouble(created(late))).isBetween(90.0, 150.0);
    }

    private static String created(List<String> lines) {
        assertThat(lines.get(1)).startsWith("created ");
        return lines.get(1).substring("created ".length());
    }

    /** Its samples, user mode only: what the name ends in, and the value. */
    private List<String> cpuOf(String group) {
        ResponseBody body = exporter.collection()
                .fresh(result -> watched.body(result, ExpositionFormat.OPENMETRICS, false));
        String text = new String(body.bytes(), 0, body.length(), UTF_8);
        body.release();
        return text.lines().filter(line -> line.startsWith(CPU) && line.contains("{groupname=\"" + group + "\"")
                && line.contains("mode=\"user\""))
                .map(line -> line.substring(CPU.length(), line.indexOf('{')) + line.substring(line.lastIndexOf(' '))).toList();
    }
}

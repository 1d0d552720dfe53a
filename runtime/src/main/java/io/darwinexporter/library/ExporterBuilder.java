package io.darwinexporter.library;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;

import io.darwinexporter.GroupNamer;
import io.darwinexporter.OpenedProcesses;
import io.darwinexporter.internal.exporter.Exporter;
import io.darwinexporter.internal.exporter.ExporterVersion;
import io.darwinexporter.internal.exporter.Platform;
import io.darwinexporter.internal.exporter.PlatformSources;
import io.darwinexporter.internal.group.ConfiguredGrouping;
import io.darwinexporter.internal.group.GroupSettings;
import io.darwinexporter.internal.group.ThreadSettings;
import io.darwinexporter.internal.metric.CatalogueSettings;
import io.darwinexporter.internal.metric.Profile;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.ProcessSource;
import io.darwinexporter.internal.snapshot.SourceSettings;

/**
 * Opens the processes of this host for a Java program:
 *
 * <pre>
 * try (OpenedProcesses processes = new ExporterBuilder().names(name -&gt; name.startsWith("postgres")).open()) {
 *     for (ProcessGroup group : processes.collect().groups()) {
 *         System.out.println(group.name() + ": " + group.members().size());
 *     }
 * }
 * </pre>
 *
 * What is not set is as in the configuration of the extension. A setting that cannot be meant is refused at once, with an
 * {@code IllegalArgumentException}: durations are from 0 to 3650 days, limits at least 1.
 */
public final class ExporterBuilder {

    private static final int NO_PROCESS_INFO = 1;
    private static final Duration LONGEST = Duration.ofDays(3650);

    private ProcessFilter filter = ProcessFilter.ALL;
    private GroupNamer namer = new ConfiguredGrouping(true, false, false);
    private Duration minAge = Duration.ofSeconds(1);
    private Duration cpuWindow = GroupSettings.defaults().cpuWindow();
    private Duration groupRetention = GroupSettings.defaults().groupRetention();
    private int maxGroups = GroupSettings.defaults().maxGroups();
    private ThreadSettings threads = ThreadSettings.off();
    private boolean kernelThreads;
    private Path procfs = Path.of("/proc");

    /**
     * Shows only processes of certain names. Asked once for each process that is met, and again when its name changes. A
     * collection in which it throws fails.
     */
    public ExporterBuilder names(Predicate<String> shown) {
        filter = shown::test;
        return this;
    }

    /** Groups processes otherwise than by name. */
    public ExporterBuilder grouping(GroupNamer namer) {
        this.namer = Objects.requireNonNull(namer);
        return this;
    }

    /** Collections younger than this are as good as new: 1 second unless set. */
    public ExporterBuilder minAge(Duration minAge) {
        this.minAge = meant(minAge);
        return this;
    }

    /** The shortest time that CPU usage is averaged over: 1 second unless set. */
    public ExporterBuilder cpuWindow(Duration cpuWindow) {
        this.cpuWindow = meant(cpuWindow);
        return this;
    }

    /** How long groups without members are still there: 1 hour unless set. */
    public ExporterBuilder groupRetention(Duration groupRetention) {
        this.groupRetention = meant(groupRetention);
        return this;
    }

    /**
     * How many groups there are at most, with processes of further ones together in the group {@code other}: 2,000 unless set.
     */
    public ExporterBuilder maxGroups(int maxGroups) {
        if (maxGroups < 1) {
            throw new IllegalArgumentException("no room for any group: " + maxGroups);
        }
        this.maxGroups = maxGroups;
        return this;
    }

    /**
     * Breaks groups down by the names of their threads (Linux); off unless set.
     *
     * @param limit how many names a group has at most; threads of further names are counted together, as {@code other}
     */
    public ExporterBuilder withThreadNames(int limit) {
        threads = ThreadSettings.everyGroup(limit);
        return this;
    }

    /** Counts kernel threads as processes, too (Linux). */
    public ExporterBuilder withKernelThreads() {
        kernelThreads = true;
        return this;
    }

    /** Where the {@code /proc} of the host is mounted (Linux). */
    public ExporterBuilder procfs(Path procfs) {
        this.procfs = Objects.requireNonNull(procfs);
        return this;
    }

    /** Checked here and not when the source is open: nobody would close that. */
    private static Duration meant(Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("not from 0 to " + LONGEST.toDays() + " days: " + time);
        }
        return time;
    }

    /**
     * Opens what there is on this platform.
     *
     * @throws UnsupportedOperationException if this platform's processes cannot be read; the message says why
     */
    public OpenedProcesses open() {
        SourceSettings everything = SourceSettings.defaults();
        ProcessSource source = PlatformSources.open(Platform.AUTO,
                new SourceSettings(everything.kinds(), namer.usedFacts(), kernelThreads), procfs);
        return new Exporter(source, filter, namer,
                new GroupSettings(cpuWindow, groupRetention, threads).withMaxGroups(maxGroups), minAge,
                new CatalogueSettings(false, NO_PROCESS_INFO, false, ExporterVersion.current()), Profile.ORIGINAL);
    }
}

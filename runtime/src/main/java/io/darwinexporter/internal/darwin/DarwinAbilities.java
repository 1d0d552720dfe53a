package io.darwinexporter.internal.darwin;

import static io.darwinexporter.internal.snapshot.MeasureKind.CPU;
import static io.darwinexporter.internal.snapshot.MeasureKind.DESCRIPTORS;
import static io.darwinexporter.internal.snapshot.MeasureKind.DISK;
import static io.darwinexporter.internal.snapshot.MeasureKind.ENERGY;
import static io.darwinexporter.internal.snapshot.MeasureKind.FAULTS;
import static io.darwinexporter.internal.snapshot.MeasureKind.MEMORY;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.internal.snapshot.SourceDescription;
import io.darwinexporter.internal.snapshot.SourceSettings;

/**
 * Which measures can be had on this machine with these settings, and what is missing; found out once, at start.
 */
final class DarwinAbilities {

    private static final Set<Measure> OF_TASK = Collections.unmodifiableSet(EnumSet.of(Measure.CPU_USER_NANOS,
            Measure.CPU_SYSTEM_NANOS, Measure.CONTEXT_SWITCHES, Measure.SYSCALLS_MACH, Measure.SYSCALLS_UNIX,
            Measure.MESSAGES_SENT, Measure.MESSAGES_RECEIVED, Measure.FAULTS, Measure.COW_FAULTS, Measure.RESIDENT_BYTES,
            Measure.VIRTUAL_BYTES, Measure.THREADS, Measure.THREADS_RUNNING, Measure.PRIORITY));

    private final DarwinHost host;
    private final SourceSettings settings;
    private final @Nullable RusageFlavor flavor;
    private final Set<Measure> supported = EnumSet.noneOf(Measure.class);
    private final List<String> missing = new ArrayList<>();

    /**
     * @param kernel asked for what this process itself has used, which by now is more than nothing
     */
    DarwinAbilities(DarwinHost host, DarwinKernel kernel, SourceSettings settings) {
        this.host = host;
        this.settings = settings;
        this.flavor = newestFlavor(host, kernel);
        supported.addAll(OF_TASK);
        supported.add(Measure.OPEN_DESCRIPTORS);
        addUsage(kernel.usage());
        supported.removeIf(measure -> !settings.wants(measure.kind()));
        addSettingsNotes();
    }

    private static @Nullable RusageFlavor newestFlavor(DarwinHost host, DarwinKernel kernel) {
        for (RusageFlavor candidate : RusageFlavor.values()) {
            if (kernel.readUsage(host.ownPid(), candidate) == ReadOutcome.OK) {
                return candidate;
            }
        }
        return null;
    }

    private void addUsage(RusageInfo own) {
        RusageFlavor usable = flavor;
        if (usable == null) {
            missing.add("proc_pid_rusage is refused: no footprint, page-ins, disk, energy, wakeups; "
                    + "the last use of ended processes is lost");
            return;
        }
        supported.addAll(EnumSet.of(Measure.FOOTPRINT_BYTES, Measure.PAGEINS, Measure.IDLE_WAKEUPS,
                Measure.INTERRUPT_WAKEUPS));
        if (usable.hasChildren()) {
            supported.addAll(EnumSet.of(Measure.REAPED_CHILDREN_CPU_USER_NANOS, Measure.REAPED_CHILDREN_CPU_SYSTEM_NANOS,
                    Measure.REAPED_CHILDREN_PAGEINS));
        }
        if (usable.hasDisk()) {
            supported.addAll(EnumSet.of(Measure.DISK_READ_BYTES, Measure.DISK_WRITE_BYTES));
        } else if (settings.wants(DISK)) {
            missing.add("disk use needs a newer macOS: no diskio_bytes families");
        }
        if (usable.hasInstructions() && own.field(RusageInfo.INSTRUCTIONS) != 0 && own.field(RusageInfo.CYCLES) != 0) {
            supported.addAll(EnumSet.of(Measure.INSTRUCTIONS, Measure.CYCLES));
        } else if (settings.wants(ENERGY)) {
            missing.add("instructions and cycles are not counted here (macOS before 10.13, or a virtual machine):"
                    + " no instructions_total, cycles_total");
        }
        if (usable.hasEnergy() && own.field(RusageInfo.ENERGY_NANOJOULES) != 0) {
            supported.add(Measure.ENERGY_NANOJOULES);
        } else if (settings.wants(ENERGY)) {
            missing.add("energy is not counted here (needs Apple silicon and macOS 13): no energy_joules_total");
        }
    }

    private void addSettingsNotes() {
        if (!host.isRoot()) {
            missing.add("not root: other users' processes count as members of their groups and as denied, "
                    + "with nothing measured");
        }
    }

    /** Network traffic can be counted. */
    void addNetwork() {
        supported.addAll(NetworkRows.MEASURES);
    }

    /** Network traffic cannot be counted. */
    void addNoNetwork(String reason) {
        missing.add("network statistics cannot be had (" + reason + "): no net families");
    }

    /** The flavor to ask with; null if nothing that it tells is wanted, or none is accepted. */
    @Nullable
    RusageFlavor usageFlavor() {
        boolean wanted = settings.wants(CPU) || settings.wants(MEMORY) || settings.wants(FAULTS) || settings.wants(DISK)
                || settings.wants(ENERGY);
        return wanted ? flavor : null;
    }

    boolean countsDescriptors() {
        return settings.wants(DESCRIPTORS);
    }

    Set<Measure> supported() {
        return supported;
    }

    SourceDescription description() {
        String summary = "macOS " + host.version() + " (Darwin " + host.release() + "), " + host.architecture()
                + (host.translated() ? ", translated by Rosetta" : "") + ", timebase " + host.timebase() + ", rusage "
                + (flavor == null ? "refused" : flavor) + ", " + (host.isRoot() ? "root" : "user " + host.ownUserId());
        return new SourceDescription("darwin", summary, supported, missing, host.logicalCpus(), 0, 1_000, true);
    }
}

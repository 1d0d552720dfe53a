package io.darwinexporter.internal.darwin;

import java.util.OptionalLong;

import io.darwinexporter.internal.darwin.binding.LibSystem;
import io.darwinexporter.internal.darwin.binding.NativeBuffer;
import io.darwinexporter.internal.darwin.binding.Sysctl;
import io.darwinexporter.internal.snapshot.UnsupportedPlatformException;

/**
 * The machine and its system, as found at start.
 *
 * @param version version of macOS, {@code kern.osproductversion}
 * @param release version of the kernel, {@code kern.osrelease}
 * @param architecture {@code hw.machine}
 * @param translated whether this JVM is for Intel and runs on Apple silicon
 * @param timebase the length of a tick of the kernel's counters
 * @param logicalCpus at least 1
 * @param ownPid the process that asks
 * @param ownUserId its effective user
 * @param maxArgumentBytes the most that can be asked of {@code KERN_PROCARGS2}
 */
record DarwinHost(String version, String release, String architecture, boolean translated, MachTimebase timebase,
        int logicalCpus, int ownPid, long ownUserId, int maxArgumentBytes) {

    private static final int DEFAULT_ARGMAX = 1 << 20;
    private static final int MAX_ARGMAX = 16 << 20;

    /** Asks the system. */
    static DarwinHost probe() {
        boolean translated = Sysctl.number("sysctl.proc_translated").orElse(0) == 1;
        long argmax = Sysctl.number("kern.argmax").orElse(DEFAULT_ARGMAX);
        if (argmax < 1 || argmax > MAX_ARGMAX) {
            argmax = DEFAULT_ARGMAX;
        }
        long cpus = Sysctl.number("hw.logicalcpu").orElse(Sysctl.number("hw.ncpu").orElse(1));
        return new DarwinHost(Sysctl.text("kern.osproductversion").orElse("of unknown version"),
                Sysctl.text("kern.osrelease").orElse("of unknown release"),
                Sysctl.text("hw.machine").orElse("unknown architecture"), translated, timebase(translated),
                (int) Math.max(1, cpus), LibSystem.getpid(), Integer.toUnsignedLong(LibSystem.geteuid()),
                (int) argmax + Integer.BYTES);
    }

    /**
     * A translated process is told that ticks are nanoseconds, while the counters of the kernel go on in ticks of the machine:
     * the frequency that {@code hw.tbfrequency} tells is the machine's for everybody.
     */
    private static MachTimebase timebase(boolean translated) {
        if (translated) {
            OptionalLong hertz = Sysctl.number("hw.tbfrequency");
            if (hertz.isEmpty() || hertz.getAsLong() < 1 || hertz.getAsLong() > 1L << 32) {
                throw new UnsupportedPlatformException(
                        "this Java is translated by Rosetta, and the system does not tell hw.tbfrequency: use a Java for arm64");
            }
            return MachTimebase.ofFrequency(hertz.getAsLong());
        }
        NativeBuffer info = new NativeBuffer(2 * Integer.BYTES);
        int error = LibSystem.mach_timebase_info(info.address());
        long numer = Integer.toUnsignedLong(info.bytes().getInt(0));
        long denom = Integer.toUnsignedLong(info.bytes().getInt(4));
        if (error != 0 || numer == 0 || denom == 0) {
            throw new UnsupportedPlatformException("the system does not tell the length of a tick: mach_timebase_info gave "
                    + error + ", " + numer + "/" + denom);
        }
        return new MachTimebase(numer, denom);
    }

    boolean isRoot() {
        return ownUserId == 0;
    }

    /** Whether the kernel's own rule lets this process read one of that effective user. */
    boolean mayRead(long userId) {
        return isRoot() || userId == ownUserId;
    }
}

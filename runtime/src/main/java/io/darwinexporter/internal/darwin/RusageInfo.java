package io.darwinexporter.internal.darwin;

import java.nio.ByteBuffer;

/**
 * {@code struct rusage_info_v6} or the beginning of it that the {@link RusageFlavor} has; answer to {@code proc_pid_rusage}.
 *
 * <pre>
 * offset type  field                     since
 *   0    u8    ri_uuid[16]               V0
 *  16    u64   ri_user_time, ticks       V0
 *  24    u64   ri_system_time, ticks     V0
 *  32    u64   ri_pkg_idle_wkups         V0
 *  40    u64   ri_interrupt_wkups        V0
 *  48    u64   ri_pageins                V0
 *  72    u64   ri_phys_footprint, bytes  V0
 *  88    u64   ri_proc_exit_abstime      V0
 *  96    u64   ri_child_user_time        V1
 * 104    u64   ri_child_system_time      V1
 * 128    u64   ri_child_pageins          V1
 * 144    u64   ri_diskio_bytesread       V2
 * 152    u64   ri_diskio_byteswritten    V2
 * 248    u64   ri_instructions           V4
 * 256    u64   ri_cycles                 V4
 * 336    u64   ri_energy_nj              V6
 * </pre>
 *
 * All of them unsigned totals of 64 bits, the footprint excepted. Source: {@code bsd/sys/resource.h}; filled by
 * {@code gather_rusage_info}, {@code bsd/kern/kern_resource.c}. A reused view: valid until the memory is written again. Fields
 * that the flavor lacks may not be asked for.
 */
final class RusageInfo {

    static final int UUID = 0;
    static final int USER_TIME = 16;
    static final int SYSTEM_TIME = 24;
    static final int PACKAGE_IDLE_WAKEUPS = 32;
    static final int INTERRUPT_WAKEUPS = 40;
    static final int PAGEINS = 48;
    static final int PHYSICAL_FOOTPRINT = 72;
    static final int EXIT_TIME = 88;
    static final int CHILD_USER_TIME = 96;
    static final int CHILD_SYSTEM_TIME = 104;
    static final int CHILD_PAGEINS = 128;
    static final int DISK_BYTES_READ = 144;
    static final int DISK_BYTES_WRITTEN = 152;
    static final int INSTRUCTIONS = 248;
    static final int CYCLES = 256;
    static final int ENERGY_NANOJOULES = 336;

    private ByteBuffer bytes = ByteBuffer.allocate(RusageFlavor.V6.size());

    /** Looks at other bytes. */
    void wrap(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /** The first half of the UUID of the executable. */
    long imageHigh() {
        return bytes.getLong(UUID);
    }

    /** The second half of the UUID of the executable. */
    long imageLow() {
        return bytes.getLong(UUID + Long.BYTES);
    }

    /** Whether the process has ended, and its numbers are final. */
    boolean isFinal() {
        return bytes.getLong(EXIT_TIME) != 0;
    }

    /** The field at one of the offsets above. */
    long field(int offset) {
        return bytes.getLong(offset);
    }
}

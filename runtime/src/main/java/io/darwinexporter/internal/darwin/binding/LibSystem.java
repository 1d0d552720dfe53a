package io.darwinexporter.internal.darwin.binding;

import java.util.Optional;

import com.sun.jna.Native;

/**
 * The functions of libSystem that the exporter calls, by JNA's direct mapping.
 * <p>
 * Only primitives, and addresses as {@code long}: such a call makes no garbage and costs little more than the call itself.
 * Parameters have the widths that C gives them on 64-bit Darwin. Functions with variable arguments must not be added here:
 * on Apple silicon these arguments travel on the stack, which a fixed signature does not know; see {@link VariadicCalls}.
 * <p>
 * Nothing but {@link #problem()} may be called before it has answered that there is none.
 *
 * @see <a href="https://github.com/apple-oss-distributions/xnu/blob/main/libsyscall/wrappers/libproc/libproc.h">libproc.h</a>
 */
public final class LibSystem {

    private static final String PROBLEM = DirectMapping.bind(LibSystem.class);

    private LibSystem() {
    }

    /**
     * Why this library cannot be used: it is not there, or lacks a function. Empty if it can be.
     */
    public static Optional<String> problem() {
        return Optional.ofNullable(PROBLEM);
    }

    /**
     * The error number of this thread's last call; to be asked at once after a call that has failed.
     */
    public static int errno() {
        return Native.getLastError();
    }

    /** Sets the error number to 0, before a call whose result alone does not tell failure from an empty answer. */
    public static void clearErrno() {
        Native.setLastError(0);
    }

    /** {@code int proc_pidinfo(int pid, int flavor, uint64_t arg, void *buffer, int buffersize)}: bytes written, or 0. */
    public static native int proc_pidinfo(int pid, int flavor, long arg, long buffer, int bufferSize);

    /** {@code int proc_pidpath(int pid, void *buffer, uint32_t buffersize)}: the length of the path, or 0. */
    public static native int proc_pidpath(int pid, long buffer, int bufferSize);

    /** {@code int proc_pid_rusage(int pid, int flavor, rusage_info_t *buffer)}: 0, or -1. Writes as much as the flavor has. */
    public static native int proc_pid_rusage(int pid, int flavor, long buffer);

    /** {@code int sysctl(int *name, u_int namelen, void *oldp, size_t *oldlenp, void *newp, size_t newlen)}: 0, or -1. */
    public static native int sysctl(long name, int nameLength, long old, long oldLength, long fresh, long freshLength);

    /** {@code int sysctlbyname(const char *name, void *oldp, size_t *oldlenp, void *newp, size_t newlen)}: 0, or -1. */
    public static native int sysctlbyname(long name, long old, long oldLength, long fresh, long freshLength);

    /** {@code kern_return_t mach_timebase_info(mach_timebase_info_t info)}: 0, or a Mach error. */
    public static native int mach_timebase_info(long info);

    /**
     * {@code int getpwuid_r(uid_t uid, struct passwd *pwd, char *buf, size_t buflen, struct passwd **result)}: 0, or an error
     * number. The strings are in {@code buf}: ours.
     */
    public static native int getpwuid_r(int uid, long passwd, long buffer, long bufferSize, long result);

    /** {@code pid_t getpid(void)}. */
    public static native int getpid();

    /** {@code uid_t geteuid(void)}: unsigned. */
    public static native int geteuid();
}

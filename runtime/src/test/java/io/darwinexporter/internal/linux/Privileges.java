package io.darwinexporter.internal.linux;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.junit.jupiter.api.Assumptions;

import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;

/**
 * Runs a test in a thread that has given up privileges, which Linux allows thread by thread: by system calls, since functions
 * of the C library do it for all threads.
 */
final class Privileges {

    static final long DAC_READ_SEARCH = 1L << 2;
    static final long SYS_PTRACE = 1L << 19;

    private static final long NOBODY = 65534;
    private static final Map<String, Long> SETRESUID = Map.of("amd64", 117L, "aarch64", 147L);
    private static final Map<String, Long> PRCTL = Map.of("amd64", 157L, "aarch64", 167L);
    private static final Map<String, Long> CAPGET = Map.of("amd64", 125L, "aarch64", 90L);
    private static final Map<String, Long> CAPSET = Map.of("amd64", 126L, "aarch64", 91L);
    private static final long PR_SET_KEEPCAPS = 8;
    private static final int CAPABILITY_VERSION_3 = 0x20080522;
    /** {@code struct __user_cap_data_struct}, of which there are two: effective, permitted, inheritable, 32 bits each. */
    private static final int CAPABILITY_SET = 12;
    private static final int PERMITTED = 4;

    private Privileges() {
    }

    /** As nobody, with these capabilities and no others. */
    static void asNobody(long capabilities, Callable<Void> test) throws Exception {
        inThread(() -> {
            int failed = systemCall(PRCTL, PR_SET_KEEPCAPS, 1L, 0L, 0L, 0L);
            failed |= systemCall(SETRESUID, NOBODY, NOBODY, NOBODY);
            return failed | keep(capabilities);
        }, test);
    }

    /** As root, without these capabilities. */
    static void asRootWithout(long capabilities, Callable<Void> test) throws Exception {
        inThread(() -> keep(~capabilities), test);
    }

    private static int keep(long capabilities) {
        try (Memory header = new Memory(8); Memory sets = new Memory(2 * CAPABILITY_SET)) {
            header.setInt(0, CAPABILITY_VERSION_3);
            header.setInt(4, 0);
            int failed = systemCall(CAPGET, header, sets);
            sets.setInt(0, sets.getInt(PERMITTED) & (int) capabilities);
            sets.setInt(CAPABILITY_SET, sets.getInt(CAPABILITY_SET + PERMITTED) & (int) (capabilities >>> Integer.SIZE));
            return failed != 0 ? failed : systemCall(CAPSET, header, sets);
        }
    }

    private static int systemCall(Map<String, Long> numbers, Object... arguments) {
        Long number = numbers.get(System.getProperty("os.arch"));
        Assumptions.assumeTrue(number != null, "no number of this system call for this processor");
        List<Object> all = new ArrayList<>(List.of(number));
        all.addAll(List.of(arguments));
        return NativeLibrary.getInstance("c").getFunction("syscall").invokeInt(all.toArray());
    }

    private static void inThread(Callable<Integer> lessPrivilege, Callable<Void> test) throws Exception {
        FutureTask<Void> task = new FutureTask<>(() -> {
            Assumptions.assumeTrue(lessPrivilege.call() == 0, "not root, so that this thread cannot give privileges up");
            return test.call();
        });
        Thread thread = new Thread(task, "unprivileged");
        thread.start();
        try {
            task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception exception) {
                throw exception;
            }
            throw (Error) e.getCause();
        }
    }
}

package io.darwinexporter.internal.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Assumptions;

/** A process of known use: {@code workload.c}, compiled by gcc. */
final class Workload extends ChildProcess {

    private static final Path FOLDER = Path.of("target", "workload").toAbsolutePath();
    static final String NAME = "workload";
    private static final int REUSE_ATTEMPTS = 200;
    private static final Path LAST_PID = Path.of("/proc/sys/kernel/ns_last_pid");

    private long cpuMicros;
    private long contextSwitches;

    private Workload(ProcessBuilder builder) throws IOException {
        super(builder);
    }

    /** The compiled program; ends the test where there is no compiler. */
    static Path program() throws IOException, InterruptedException {
        return CompiledProgram.of(NAME);
    }

    /** Starts it without waiting for what it does. */
    static Workload start(String... arguments) throws IOException, InterruptedException {
        return startAs(program(), arguments);
    }

    static Workload startAs(Path program, String... arguments) throws IOException {
        List<String> line = new ArrayList<>();
        line.add(program.toString());
        line.addAll(List.of(arguments));
        return new Workload(new ProcessBuilder(line).directory(FOLDER.toFile()));
    }

    /** Starts it and waits until it has done all up to the first "then". */
    static Workload run(String... arguments) throws IOException, InterruptedException {
        Workload workload = start(arguments);
        workload.awaitReport();
        return workload;
    }

    /**
     * Starts one that gets a certain pid, which is free; ends the test where that cannot be arranged. Other programs of the
     * host take pids, too: tries again until the wanted one was free.
     */
    static Workload startWithPid(int pid) throws IOException, InterruptedException {
        Assumptions.assumeTrue(Files.isWritable(LAST_PID), LAST_PID + " cannot be written");
        for (int i = 0; i < REUSE_ATTEMPTS; i++) {
            Files.writeString(LAST_PID, Integer.toString(pid - 1));
            Workload workload = start("cpu", "0.01");
            if (workload.pid() == pid) {
                return workload;
            }
            workload.close();
        }
        return Assumptions.abort("pid " + pid + " was not to be had again");
    }

    /** Waits for what it tells of itself. */
    void awaitReport() throws IOException {
        String[] numbers = line().split(" ");
        cpuMicros = Long.parseLong(numbers[0]) + Long.parseLong(numbers[1]);
        contextSwitches = Long.parseLong(numbers[2]);
    }

    /** Lets it do what comes after "then", and waits until it has done that. */
    void goOn() throws IOException {
        letGo();
        awaitReport();
    }

    long cpuNanos() {
        return TimeUnit.MICROSECONDS.toNanos(cpuMicros);
    }

    long contextSwitches() {
        return contextSwitches;
    }
}

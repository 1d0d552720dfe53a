package io.darwinexporter.internal.linux;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that looks like procfs, for what cannot be brought about with real processes. Texts are bytes: ISO 8859-1. */
final class FakeProcfs {

    private final Path root;

    FakeProcfs(Path root) {
        this.root = root;
        file("stat", "cpu  100 0 50 1000 20 3 4 5 0 0\n");
        file("meminfo", "SwapTotal: 0 kB\nSwapFree: 0 kB\n");
    }

    Path root() {
        return root;
    }

    FakeProcess process(int pid) {
        return new FakeProcess(pid);
    }

    void file(String path, String content) {
        try {
            Path file = root.resolve(path);
            Files.createDirectories(file.getParent());
            Files.write(file, content.getBytes(ISO_8859_1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String path) {
        try (Stream<Path> below = Files.walk(root.resolve(path))) {
            List<Path> deepestFirst = below.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts a folder where a file should be: opening it works, reading does not. */
    void breakFile(String path) {
        delete(path);
        try {
            Files.createDirectories(root.resolve(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process whose files are written by {@link #write()}; may be changed and written again. */
    final class FakeProcess {

        private final int pid;
        private String command = "app";
        private String commandLine = "app\0";
        private char state = 'S';
        private long startTicks = 500;
        private long flags = 0x400000;
        private int threads = 1;
        private long userTicks = 10;
        private long systemTicks = 5;
        private long childrenUserTicks;
        private long uid = 4294967000L;
        private long residentPages = 300;
        private long sharedPages = 100;
        private long switches = 40;
        private long stackStart;
        private long softLimit = 1000;

        private FakeProcess(int pid) {
            this.pid = pid;
        }

        FakeProcess command(String command) {
            this.command = command;
            return this;
        }

        FakeProcess commandLine(String commandLine) {
            this.commandLine = commandLine;
            return this;
        }

        FakeProcess state(char state) {
            this.state = state;
            return this;
        }

        FakeProcess startTicks(long startTicks) {
            this.startTicks = startTicks;
            return this;
        }

        FakeProcess kernelThread() {
            this.flags = 0x200000;
            return this;
        }

        FakeProcess threads(int threads) {
            this.threads = threads;
            return this;
        }

        FakeProcess ticks(long user, long system) {
            this.userTicks = user;
            this.systemTicks = system;
            return this;
        }

        FakeProcess childrenUserTicks(long ticks) {
            this.childrenUserTicks = ticks;
            return this;
        }

        FakeProcess uid(long uid) {
            this.uid = uid;
            return this;
        }

        FakeProcess pages(long resident, long shared) {
            this.residentPages = resident;
            this.sharedPages = shared;
            return this;
        }

        FakeProcess switches(long switches) {
            this.switches = switches;
            return this;
        }

        FakeProcess stackStart(long address) {
            this.stackStart = address;
            return this;
        }

        FakeProcess softLimit(long descriptors) {
            this.softLimit = descriptors;
            return this;
        }

        FakeProcess write() {
            file(pid + "/stat", stat(pid, state));
            file(pid + "/status", status(state, switches));
            file(pid + "/statm", "1000 " + residentPages + " " + sharedPages + " 1 0 5 0\n");
            file(pid + "/io", "rchar: 1\nwchar: 2\nread_bytes: 4096\nwrite_bytes: 8192\n");
            file(pid + "/limits", "Max open files " + softLimit + " 4096 files\n");
            file(pid + "/smaps_rollup", "0-1 ---p 0 00:00 0 [rollup]\nRss: 9 kB\nPss: 5 kB\nSwapPss: 3 kB\n");
            file(pid + "/cmdline", commandLine);
            for (int descriptor = 0; descriptor < 3; descriptor++) {
                file(pid + "/fd/" + descriptor, "");
            }
            return this;
        }

        FakeProcess writeThread(int tid, char state, long switches) {
            file(pid + "/task/" + tid + "/stat", stat(tid, state));
            file(pid + "/task/" + tid + "/status", status(state, switches));
            return this;
        }

        private String stat(int id, char state) {
            return id + " (" + command + ") " + state + " 1 1 1 0 -1 " + flags + " 100 9 2 3 " + userTicks + " " + systemTicks
                    + " " + childrenUserTicks + " 4 20 0 " + threads + " 0 " + startTicks + " 4096000 " + residentPages
                    + " 18446744073709551615 1 1 " + stackStart + " 0".repeat(24) + "\n";
        }

        private String status(char state, long switches) {
            return "Name:\tapp\nState:\t" + state + "\nUid:\t0\t" + uid + "\t0\t0\nGid:\t0\t7\t0\t0\n"
                    + "RssShmem:\t 40 kB\nVmSwap:\t 8 kB\nvoluntary_ctxt_switches:\t" + (switches - 1)
                    + "\nnonvoluntary_ctxt_switches:\t1\n";
        }
    }
}

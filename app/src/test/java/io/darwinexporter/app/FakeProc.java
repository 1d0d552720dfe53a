package io.darwinexporter.app;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/** A made-up /proc of sleeping processes. */
public final class FakeProc {

    private static final int FIRST_PID = 100;

    private FakeProc() {
    }

    /** Processes in equal groups fake-0, fake-1, ... */
    public static Path make(Path folder, int processes, int groups) throws IOException {
        List<String> names = new ArrayList<>(processes);
        for (int i = 0; i < processes; i++) {
            names.add("fake-" + i % groups);
        }
        return make(folder, names);
    }

    /** One process for each of these names, of 15 characters at most as the kernel has them. */
    public static Path make(Path folder, List<String> names) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("stat"), "cpu  70049 0 9128 454239 473 0 103 59 0 0\nbtime 1795379655\n");
        Files.writeString(folder.resolve("meminfo"), "MemTotal: 24684092 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB\n");
        for (int i = 0; i < names.size(); i++) {
            makeProcess(folder, FIRST_PID + i, names.get(i));
        }
        return folder;
    }

    public static void makeProcess(Path folder, int pid, String name) throws IOException {
        Path process = Files.createDirectory(folder.resolve(Integer.toString(pid)));
        Files.writeString(process.resolve("stat"), pid + " (" + name + ") S 1 " + pid + ' ' + pid
                + " 0 -1 4194304 1183 30 7 2 1250 75 10 5 20 0 1 0 267731 165330944 2214 18446744073709551615"
                + " 4321280 7148169 140733003223024 0 0 0 0 16781312 2 0 0 0 17 1 0 0 0 0 0"
                + " 9723336 11027064 366206976 140733003227081 140733003227126 140733003227111 140733003227111 0\n");
        Files.writeString(process.resolve("statm"), "40364 2287 1410 691 0 5395 0\n");
        Files.writeString(process.resolve("io"), "rchar: 1\nwchar: 1\nsyscr: 1\nsyscw: 1\nread_bytes: 81920\n"
                + "write_bytes: 4096\ncancelled_write_bytes: 0\n");
        Files.writeString(process.resolve("status"), "Name:\t" + name + "\nState:\tS (sleeping)\nPid:\t" + pid
                + "\nPPid:\t1\nUid:\t0\t0\t0\t0\nVmRSS:\t9148 kB\nRssAnon:\t3508 kB\nRssFile:\t5640 kB\n"
                + "RssShmem:\t128 kB\nVmSwap:\t0 kB\nThreads:\t1\nvoluntary_ctxt_switches:\t40\n"
                + "nonvoluntary_ctxt_switches:\t2\n");
        Files.writeString(process.resolve("limits"),
                "Max open files            1024                 4096                 files\n");
        Files.writeString(process.resolve("cmdline"), name + "\0--fake\0");
        Files.createDirectory(process.resolve("fd"));
    }

    static void delete(Path folder) throws IOException {
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException e) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}

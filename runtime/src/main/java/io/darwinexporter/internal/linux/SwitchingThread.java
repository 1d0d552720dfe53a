package io.darwinexporter.internal.linux;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** A thread whose only use is to give up its processor many times and to end when it is told to. */
final class SwitchingThread {

    private static final Path PROCFS = Path.of("/proc");
    private static final Path THIS_THREAD = PROCFS.resolve("thread-self");
    private static final long SHORTEST_NANOS = 1;
    private static final int END_ATTEMPTS = 100;
    private static final long END_PAUSE_NANOS = 1_000_000;

    private final int times;
    private final CountDownLatch switched = new CountDownLatch(1);
    private final CountDownLatch ending = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "darwin-exporter-probe");
    private volatile Path folder = THIS_THREAD;

    SwitchingThread(int times) {
        this.times = times;
        thread.setDaemon(true);
    }

    /** Starts the thread; returns when it has switched as often as wanted. */
    void switchToAndFro() {
        thread.start();
        await(switched);
    }

    /** Ends the thread; returns when the kernel has forgotten it, which is a little later than Java does. */
    void end() {
        ending.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (int i = 0; i < END_ATTEMPTS && Files.exists(folder); i++) {
            LockSupport.parkNanos(END_PAUSE_NANOS);
        }
    }

    private void run() {
        try {
            folder = PROCFS.resolve(Files.readSymbolicLink(THIS_THREAD));
        } catch (IOException e) {
            // Before Linux 3.17, which does not keep ended threads either: not waiting for the end then changes nothing.
            folder = Path.of("");
        }
        for (int i = 0; i < times; i++) {
            LockSupport.parkNanos(SHORTEST_NANOS);
        }
        switched.countDown();
        await(ending);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

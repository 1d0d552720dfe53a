package io.darwinexporter.internal.linux.network;

/** Waiting for threads that are known to end soon. */
public final class Threads {

    private Threads() {
    }

    /** Waits until a thread has ended, however often this one is interrupted; that it was is kept for later. */
    public static void awaitEnd(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

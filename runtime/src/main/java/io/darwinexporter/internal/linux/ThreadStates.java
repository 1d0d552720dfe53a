package io.darwinexporter.internal.linux;

/** How many threads of a process are in which state. Reused. */
final class ThreadStates {

    private int running;
    private int sleeping;
    private int waiting;
    private int ended;
    private int other;

    void clear() {
        running = 0;
        sleeping = 0;
        waiting = 0;
        ended = 0;
        other = 0;
    }

    /** Counts a thread, by the letter that its stat file has for its state. */
    void count(char letter) {
        switch (letter) {
            case 'R' -> running++;
            case 'S' -> sleeping++;
            case 'D' -> waiting++;
            case 'Z', 'X', 'x' -> ended++;
            default -> other++;
        }
    }

    /** Threads that run or are runnable. */
    int running() {
        return running;
    }

    int sleeping() {
        return sleeping;
    }

    /** Threads that wait uninterruptibly. */
    int waiting() {
        return waiting;
    }

    int ended() {
        return ended;
    }

    int other() {
        return other;
    }

    int total() {
        return running + sleeping + waiting + ended + other;
    }
}

package io.darwinexporter.internal.linux;

/**
 * The end of a process as taskstats told it.
 *
 * @param heardNanos when the news was received, by the clock of start times: the end was earlier, by a tenth of a second at
 *        most while this program is not starved
 * @param elapsedNanos how long the process lived
 * @param command its command, at most 15 bytes
 * @param userId its real user id
 * @param groupId its real group id
 * @param runNanos its exact time on processors
 * @param userNanos of that, the time in user mode as sampled by ticks: good for its share only
 * @param systemNanos of that, the time in the kernel as sampled by ticks
 * @param single whether it never had a second thread: otherwise what the kernel tells is about the last thread, and of the
 *        process only run and waiting time, and context switches where ended threads are kept
 */
record ProcessEnd(int pid, int parentPid, long heardNanos, long elapsedNanos, String command, long userId, long groupId,
        long runNanos, long userNanos, long systemNanos, long runQueueWaitNanos, long voluntarySwitches,
        long involuntarySwitches, boolean single, long minorFaults, long pageIns, long readBytes, long writeBytes) {
}

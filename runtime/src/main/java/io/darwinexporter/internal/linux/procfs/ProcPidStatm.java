package io.darwinexporter.internal.linux.procfs;

/**
 * {@code /proc/PID/statm}: seven numbers of pages; see
 * <a href="https://man7.org/linux/man-pages/man5/proc_pid_statm.5.html">proc_pid_statm(5)</a>.
 */
public final class ProcPidStatm {

    private final AsciiCursor cursor = new AsciiCursor();
    private long sizePages;
    private long residentPages;
    private long sharedPages;

    /** Returns false if the line has fewer than three numbers or no end. */
    public boolean parse(byte[] bytes, int length) {
        if (!AsciiCursor.endsWithLine(bytes, length)) {
            return false;
        }
        cursor.wrap(bytes, 0, length);
        sizePages = cursor.number();
        int afterSize = cursor.position();
        residentPages = cursor.number();
        int afterResident = cursor.position();
        sharedPages = cursor.number();
        return afterSize > 0 && afterResident > afterSize + 1 && cursor.position() > afterResident + 1;
    }

    public long sizePages() {
        return sizePages;
    }

    public long residentPages() {
        return residentPages;
    }

    /** {@code RssFile + RssShmem}. */
    public long sharedPages() {
        return sharedPages;
    }
}

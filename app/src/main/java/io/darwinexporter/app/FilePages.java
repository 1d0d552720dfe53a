package io.darwinexporter.app;

import java.util.ArrayList;
import java.util.List;

/**
 * Which parts of a process's memory are nothing but views of files: programs, libraries, class-data archives. Their pages
 * can be let go at any time and come back, when they are touched, from the cache that the kernel keeps of the file.
 *
 * @param address where it begins
 * @param bytes its length
 */
record FilePages(long address, long bytes) {

    private static final String PRIVATE = "Anonymous:";

    /**
     * Finds them in the lines of <code>/proc/PID/smaps</code>: a header for each mapping (addresses, permissions, offset,
     * device, inode, path), then lines such as <code>Rss: 4 kB</code>. Left out are mappings that may be written to, and
     * those with pages of the process's own (<code>Anonymous</code>), as the dynamic linker leaves them: what is in these
     * would be lost.
     */
    static List<FilePages> in(Iterable<String> smaps) {
        List<FilePages> found = new ArrayList<>();
        FilePages candidate = null;
        for (String line : smaps) {
            String[] words = line.trim().split("\\s+", 6);
            if (words[0].endsWith(":")) {
                if (candidate != null && words[0].equals(PRIVATE)) {
                    if (words[1].equals("0")) {
                        found.add(candidate);
                    }
                    candidate = null;
                }
            } else {
                candidate = isReadOnlyFile(words) ? of(words[0]) : null;
            }
        }
        return found;
    }

    private static boolean isReadOnlyFile(String[] header) {
        return header.length == 6 && header[1].startsWith("r") && header[1].charAt(1) == '-' && !header[4].equals("0");
    }

    private static FilePages of(String range) {
        int dash = range.indexOf('-');
        long begin = Long.parseUnsignedLong(range, 0, dash, 16);
        return new FilePages(begin, Long.parseUnsignedLong(range, dash + 1, range.length(), 16) - begin);
    }
}

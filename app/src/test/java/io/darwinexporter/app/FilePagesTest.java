package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class FilePagesTest {

    @Test
    void readOnlyMappingsOfFilesAreFound() {
        assertThat(FilePages.in(List.of(
                "7f10a000-7f10c000 r--p 00001000 fe:00 42 /a folder/classes.jsa",
                "Size:                  8 kB",
                "Anonymous:             0 kB",
                "VmFlags: rd mr mw me sd",
                "ffffffff7f000000-ffffffff7f001000 r-xs 00000000 fe:00 43 /lib/code (deleted)",
                "Anonymous:             0 kB")))
                .containsExactly(new FilePages(0x7f10a000L, 0x2000), new FilePages(0xffffffff7f000000L, 0x1000));
    }

    @Test
    void pagesThatWereWrittenToAreKept() {
        assertThat(FilePages.in(List.of(
                "1000-2000 r--p 00001000 fe:00 42 /lib/libjvm.so",
                "Anonymous:             4 kB"))).isEmpty();
    }

    @Test
    void writableAnonymousAndUnreadableMappingsAreKept() {
        assertThat(FilePages.in(List.of(
                "1000-2000 rw-p 00001000 fe:00 42 /lib/libjvm.so",
                "Anonymous:             0 kB",
                "2000-3000 r--p 00000000 00:00 0",
                "Anonymous:             0 kB",
                "3000-4000 r--p 00000000 00:00 0 [vvar]",
                "Anonymous:             0 kB",
                "4000-5000 ---p 00001000 fe:00 42 /lib/libjvm.so",
                "Anonymous:             0 kB"))).isEmpty();
    }

    @Test
    void mappingOfWhichNothingMoreIsToldIsKept() {
        assertThat(FilePages.in(List.of("1000-2000 r--p 00001000 fe:00 42 /lib/libjvm.so"))).isEmpty();
    }
}

package io.darwinexporter.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.jboss.logging.Logger;

import com.sun.jna.NativeLibrary;

import io.darwinexporter.internal.linux.binding.LibC;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;

/**
 * Gives back, once, the memory that only the start needed: pages of files (class data, the JVM's own code, in a native
 * executable that of the program), and what the C library has kept of freed memory. What is needed again of the files comes
 * back from the kernel's cache of them, without reading from disk unless memory ran short and that cache had to go.
 * <p>
 * Only where the kernel tells of mappings in <code>smaps</code>: on Linux. See docs/adr/0018-archives-and-flags.md for what it
 * saves.
 */
@ApplicationScoped
class StartPages {

    private static final Logger LOG = Logger.getLogger(StartPages.class);

    /** By then the first collections and scrapes were made, and what they need was loaded. */
    private static final Duration DELAY = Duration.ofSeconds(20);
    private static final Path SMAPS = Path.of("/proc/self/smaps");

    void schedule(@Observes StartupEvent started, Vertx vertx) {
        if (Files.isReadable(SMAPS)) {
            vertx.setTimer(DELAY.toMillis(), timer -> vertx.executeBlocking(StartPages::giveBack, false));
        }
    }

    /** How many bytes of address space were looked through for pages to give back. */
    static long giveBack() {
        long bytes = 0;
        try {
            LibC.load();
            for (FilePages pages : FilePages.in(Files.readAllLines(SMAPS))) {
                // An error leaves the pages as they are: some kinds of mapping cannot do without.
                if (LibC.madvise(pages.address(), pages.bytes(), LibC.MADV_DONTNEED) == 0) {
                    bytes += pages.bytes();
                }
            }
            // glibc has it, musl does not need it.
            NativeLibrary.getProcess().getFunction("malloc_trim").invokeInt(new Object[] { 0L });
        } catch (IOException | LinkageError | IllegalArgumentException e) {
            LOG.debug("Not all memory of the start was given back", e);
        }
        return bytes;
    }
}

package io.darwinexporter.internal.exporter;

import java.nio.file.Path;

import io.darwinexporter.internal.darwin.DarwinProcessSource;
import io.darwinexporter.internal.linux.LinuxProcessSource;
import io.darwinexporter.internal.linux.LinuxSettings;
import io.darwinexporter.internal.linux.Savings;
import io.darwinexporter.internal.snapshot.ProcessSource;
import io.darwinexporter.internal.snapshot.SourceSettings;
import io.darwinexporter.internal.snapshot.UnsupportedPlatformException;

/**
 * Opens the source of processes of a platform. The only place that knows which platforms there are, and the only one that asks
 * for the name of the operating system.
 */
public final class PlatformSources {

    private PlatformSources() {
    }

    /**
     * Reads as is best for nearly everybody.
     *
     * @param procfs where /proc is mounted, for Linux
     * @throws UnsupportedPlatformException if there is no source, or it cannot work here
     */
    public static ProcessSource open(Platform platform, SourceSettings settings, Path procfs) {
        return open(platform, settings, LinuxSettings.of(procfs, Savings.defaults()));
    }

    /**
     * @param linux how processes are read, should it be Linux
     * @throws UnsupportedPlatformException if there is no source, or it cannot work here
     */
    public static ProcessSource open(Platform platform, SourceSettings settings, LinuxSettings linux) {
        return switch (platform == Platform.AUTO ? named(System.getProperty("os.name")) : platform) {
            case LINUX -> LinuxProcessSource.open(settings, linux);
            case DARWIN -> DarwinProcessSource.open(settings);
            case AUTO -> throw new IllegalStateException("resolved above");
        };
    }

    static Platform named(String osName) {
        if (osName.equals("Linux")) {
            return Platform.LINUX;
        }
        if (osName.startsWith("Mac OS") || osName.equals("Darwin")) {
            return Platform.DARWIN;
        }
        throw new UnsupportedPlatformException(osName + " is neither macOS nor Linux");
    }
}

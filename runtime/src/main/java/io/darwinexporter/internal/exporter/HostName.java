package io.darwinexporter.internal.exporter;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What this machine calls itself. */
public final class HostName {

    /** Where Linux tells it without asking a name server. */
    private static final Path OF_LINUX = Path.of("/proc/sys/kernel/hostname");

    private HostName() {
    }

    /** Empty if nobody knows it. Where there is no file that tells it, asks for an address, too, which may take a while. */
    public static String lookUp() {
        try {
            if (Files.isReadable(OF_LINUX)) {
                return Files.readString(OF_LINUX).trim();
            }
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // It has a name, for which there is no address: "name: reason".
            String message = String.valueOf(e.getMessage());
            int end = message.indexOf(':');
            return end < 0 ? "" : message.substring(0, end);
        } catch (IOException e) {
            return "";
        }
    }
}

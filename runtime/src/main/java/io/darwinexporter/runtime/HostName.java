package io.darwinexporter.runtime;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What this machine calls itself. */
final class HostName {

    private static final String NAMELESS = "this host";

    private HostName() {
    }

    /** The machine's name; asks for its address, too, which may take a while. */
    static String lookUp() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            // It has a name, for which there is no address: "name: reason".
            String message = String.valueOf(e.getMessage());
            int end = message.indexOf(':');
            return end > 0 ? message.substring(0, end) : NAMELESS;
        }
    }
}

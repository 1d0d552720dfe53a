package io.darwinexporter.internal.darwin;

import io.darwinexporter.internal.snapshot.SourceSettings;
import io.darwinexporter.internal.snapshot.UnsupportedPlatformException;

/**
 * Opens the source and tells why that does not work; a program, to be started where another library is to be found.
 */
final class OpenDarwin {

    private OpenDarwin() {
    }

    public static void main(String[] args) {
        try (DarwinProcessSource source = DarwinProcessSource.open(SourceSettings.defaults())) {
            System.out.println("opened: " + source.description().summary());
        } catch (UnsupportedPlatformException e) {
            System.out.println(e.getMessage());
        }
    }
}

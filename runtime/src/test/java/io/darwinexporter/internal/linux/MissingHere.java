package io.darwinexporter.internal.linux;

import io.darwinexporter.internal.snapshot.SourceSettings;

/** A program that tells what a source lacks where it is run. */
final class MissingHere {

    private MissingHere() {
    }

    public static void main(String... arguments) {
        try (LinuxProcessSource source = LinuxProcessSource.open(SourceSettings.defaults(), LinuxSettings.defaults())) {
            System.out.println(source.description().missing());
        }
    }
}

package io.darwinexporter.internal.linux;

import java.util.List;

/**
 * The memory that command lines may take, all processes together: anybody may start many programs with long ones.
 * <p>
 * While there is room, each may be long. After that, of a line that is new no more than the beginning is taken, and no line
 * gets longer than it was; when there is room again, all is taken of it.
 */
final class CommandLineRoom {

    /** Of a Java program, the main class stands behind a class path that may be long. */
    private static final int LARGEST_LINE = 64 * 1024;
    private static final int MOST_ARGUMENTS = 4096;
    private static final int LARGEST_BEGINNING = 512;
    private static final int ARGUMENTS_OF_BEGINNING = 16;
    private static final long ROOM_BYTES = 8L * 1024 * 1024;
    /** What a string takes beside its characters, and of these each that is not of ISO 8859-1. */
    private static final int STRING_BYTES = 56;
    private static final int CHARACTER_BYTES = 2;

    private long takenBytes;

    /** How many bytes of a process's command line are to be read. */
    int bytesOf(KnownProcess process) {
        return isRoom() ? LARGEST_LINE : Math.max(LARGEST_BEGINNING, process.commandLineLength);
    }

    /** How many arguments of a new command line are to be kept. */
    int arguments() {
        return isRoom() ? MOST_ARGUMENTS : ARGUMENTS_OF_BEGINNING;
    }

    private boolean isRoom() {
        return takenBytes < ROOM_BYTES;
    }

    /** Notes what is kept of a process's command line, in the place of what was kept before. */
    void keep(KnownProcess process, int length, List<String> arguments) {
        forget(process);
        process.commandLineLength = length;
        process.commandLineBytes = length * CHARACTER_BYTES + arguments.size() * STRING_BYTES;
        takenBytes += process.commandLineBytes;
    }

    /** Notes that nothing is kept of it any more, or will not be as soon as the next line has been read. */
    void forget(KnownProcess process) {
        takenBytes -= process.commandLineBytes;
        process.commandLineBytes = 0;
        process.commandLineLength = 0;
    }
}

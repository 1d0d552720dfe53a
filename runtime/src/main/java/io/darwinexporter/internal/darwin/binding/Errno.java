package io.darwinexporter.internal.darwin.binding;

/**
 * Error numbers of Darwin ({@code bsd/sys/errno.h}), those that the exporter tells apart.
 */
public final class Errno {

    public static final int EPERM = 1;
    public static final int ESRCH = 3;
    public static final int ENOMEM = 12;
    public static final int EACCES = 13;

    private Errno() {
    }
}

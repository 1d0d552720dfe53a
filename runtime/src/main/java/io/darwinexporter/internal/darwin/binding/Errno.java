package io.darwinexporter.internal.darwin.binding;

/**
 * Error numbers of Darwin ({@code bsd/sys/errno.h}), those that the exporter tells apart.
 */
public final class Errno {

    public static final int EPERM = 1;
    public static final int ENOENT = 2;
    public static final int ESRCH = 3;
    public static final int EINTR = 4;
    public static final int ENOMEM = 12;
    public static final int EACCES = 13;
    public static final int EAGAIN = 35;
    public static final int EALREADY = 37;

    private Errno() {
    }
}

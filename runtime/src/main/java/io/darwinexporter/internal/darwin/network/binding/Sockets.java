package io.darwinexporter.internal.darwin.network.binding;

import java.util.Optional;

import io.darwinexporter.internal.darwin.binding.DirectMapping;
import io.darwinexporter.internal.darwin.binding.LibSystem;

/**
 * The functions of libSystem for sockets, by JNA's direct mapping, on the same terms as {@link LibSystem}; error numbers are
 * asked for there, too.
 * <p>
 * Nothing but {@link #problem()} may be called before it has answered that there is none.
 */
public final class Sockets {

    private static final String PROBLEM = DirectMapping.bind(Sockets.class, VariadicCalls.class);

    private Sockets() {
    }

    /**
     * Why these functions, or those of {@link VariadicCalls}, cannot be used: the library is not there, or lacks one. Empty if
     * they can be.
     */
    public static Optional<String> problem() {
        return Optional.ofNullable(PROBLEM);
    }

    /** {@code int socket(int domain, int type, int protocol)}: a descriptor, which is ours to close, or -1. */
    public static native int socket(int domain, int type, int protocol);

    /** {@code int connect(int socket, const struct sockaddr *address, socklen_t address_len)}: 0, or -1. */
    public static native int connect(int socket, long address, int length);

    /**
     * {@code int setsockopt(int socket, int level, int name, const void *value, socklen_t len)}: 0, or -1.
     */
    public static native int setsockopt(int socket, int level, int name, long value, int length);

    /** {@code ssize_t send(int socket, const void *buffer, size_t length, int flags)}: bytes sent, or -1. */
    public static native long send(int socket, long buffer, long length, int flags);

    /** {@code ssize_t recv(int socket, void *buffer, size_t length, int flags)}: bytes received, 0 at the end, or -1. */
    public static native long recv(int socket, long buffer, long length, int flags);

    /** {@code int poll(struct pollfd fds[], nfds_t nfds, int timeout)}: descriptors that are ready, 0, or -1. */
    public static native int poll(long descriptors, int count, int timeoutMillis);

    /** {@code int close(int fildes)}: 0, or -1. */
    public static native int close(int descriptor);
}

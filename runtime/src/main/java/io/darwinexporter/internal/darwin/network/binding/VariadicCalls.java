package io.darwinexporter.internal.darwin.network.binding;

import com.sun.jna.Library;
import com.sun.jna.Native;

import io.darwinexporter.internal.darwin.binding.DirectMapping;

/**
 * The functions of libSystem with variable arguments that the exporter calls, by JNA's interface mapping: it knows which
 * arguments C takes as variable ones. On Apple silicon these travel on the stack. For the start only: each call allocates.
 */
public interface VariadicCalls extends Library {

    /** Binds the interface; only after {@link Sockets#problem()} has answered that there is none. */
    static VariadicCalls load() {
        return Native.load(DirectMapping.LIBRARY, VariadicCalls.class);
    }

    /**
     * {@code int ioctl(int fildes, unsigned long request, ...)}: -1 for a failure.
     *
     * @param arguments one address, as {@code Long}
     */
    int ioctl(int descriptor, long request, Object... arguments);
}

package io.darwinexporter.internal.darwin;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The answer to {@code sysctl KERN_PROCARGS2}: the beginning of the stack of a process, as exec has laid it out.
 *
 * <pre>
 * i32 argc
 * the path as given to exec, NUL, then NULs up to a multiple of the size of a pointer
 * argc strings, each with its NUL; they may be empty
 * environment strings: secrets, never looked at
 * </pre>
 *
 * Source: {@code sysctl_procargsx}, {@code bsd/kern/kern_sysctl.c}; laid out by {@code exec_save_path} and
 * {@code exec_copyout_strings}, {@code bsd/kern/kern_exec.c}.
 */
final class ProcArgs {

    private static final int PATH = Integer.BYTES;
    private static final int POINTER_SIZE = 8;

    private ProcArgs() {
    }

    /**
     * The arguments, from {@code argv[0]} on.
     *
     * @return an unchangeable list of {@code argc} strings, fewer if the data ends before; null if it is something else
     */
    static @Nullable List<String> parse(ByteBuffer bytes, int length) {
        if (length < PATH || length > bytes.capacity()) {
            return null;
        }
        int count = bytes.getInt(0);
        int pathEnd = PATH + KernelText.length(bytes, PATH, length - PATH);
        if (count < 0 || pathEnd == length) {
            return null;
        }
        List<String> arguments = new ArrayList<>(Math.min(count, 64));
        int at = firstArgument(bytes, pathEnd, length);
        while (arguments.size() < count && at < length) {
            int size = KernelText.length(bytes, at, length - at);
            if (at + size == length) {
                break;
            }
            byte[] argument = new byte[size];
            bytes.get(at, argument);
            arguments.add(new String(argument, StandardCharsets.UTF_8));
            at += size + 1;
        }
        return List.copyOf(arguments);
    }

    /**
     * The padding rule tells an empty {@code argv[0]} from padding. Where the bytes do not follow it, all NULs are padding.
     */
    private static int firstArgument(ByteBuffer bytes, int pathEnd, int length) {
        int padded = PATH + (pathEnd + 1 - PATH + POINTER_SIZE - 1) / POINTER_SIZE * POINTER_SIZE;
        int at = pathEnd;
        while (at < length && bytes.get(at) == 0) {
            at++;
        }
        return Math.min(at, length) < Math.min(padded, length) ? at : padded;
    }
}

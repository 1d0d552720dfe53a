package io.darwinexporter.internal.darwin.binding;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;

/**
 * Binds the native methods of a class to the functions of libSystem of the same names.
 */
public final class DirectMapping {

    public static final String LIBRARY = "System";

    private DirectMapping() {
    }

    /**
     * Binds a class.
     *
     * @param others interfaces whose functions must be there, too
     * @return what is in the way of it, or null
     */
    public static String bind(Class<?> type, Class<?>... others) {
        try {
            NativeLibrary library = NativeLibrary.getInstance(LIBRARY);
            List<String> missing = new ArrayList<>();
            addMissing(missing, library, type);
            for (Class<?> other : others) {
                addMissing(missing, library, other);
            }
            missing.sort(null);
            if (!missing.isEmpty()) {
                return "libSystem has no " + String.join(", ", missing);
            }
            Native.register(type, library);
            return null;
        } catch (LinkageError e) {
            return "libSystem cannot be loaded";
        }
    }

    private static void addMissing(List<String> missing, NativeLibrary library, Class<?> type) {
        for (Method method : type.getDeclaredMethods()) {
            if (Modifier.isNative(method.getModifiers()) || Modifier.isAbstract(method.getModifiers())) {
                try {
                    library.getFunction(method.getName());
                } catch (UnsatisfiedLinkError e) {
                    missing.add(method.getName());
                }
            }
        }
    }
}

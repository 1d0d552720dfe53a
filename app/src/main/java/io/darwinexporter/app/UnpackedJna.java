package io.darwinexporter.app;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

import org.jspecify.annotations.Nullable;

import com.sun.jna.Platform;

/**
 * JNA's native library, as it lies unpacked beside the jars in <code>lib/native/&lt;platform&gt;</code>. Without it JNA
 * writes the library to the temporary folder at each start, which fails where that is read-only or noexec.
 */
final class UnpackedJna {

    /** Read by JNA when its native side is loaded. */
    private static final String FOLDER_PROPERTY = "jna.boot.library.path";
    /** Keeps JNA from tidying up a temporary folder that it does not use, and that may not be there. */
    private static final String NO_UNPACKING_PROPERTY = "jna.nounpack";

    private UnpackedJna() {
    }

    /** Points JNA to it, unless the user has chosen a place or this platform's library is not there. */
    static void prefer() {
        if (System.getProperty(FOLDER_PROPERTY) != null) {
            return;
        }
        Path jar = ownJar();
        if (jar == null) {
            return;
        }
        // The jar is app/darwin-exporter-VERSION.jar. Reading the prefix does not load the native side.
        Path folder = jar.resolveSibling("../lib/native").resolve(Platform.RESOURCE_PREFIX).normalize();
        if (Files.isDirectory(folder)) {
            System.setProperty(FOLDER_PROPERTY, folder.toString());
            System.setProperty(NO_UNPACKING_PROPERTY, "true");
        }
    }

    /** The jar this class comes from; null in a native image, which has none. */
    private static @Nullable Path ownJar() {
        CodeSource source = UnpackedJna.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return null;
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException e) {
            // Not a file: JNA unpacks for itself.
            return null;
        }
    }
}

package io.darwinexporter.app;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

import org.jspecify.annotations.Nullable;

import com.sun.jna.Platform;

import io.quarkus.runtime.ImageMode;

/**
 * JNA's native library, as it lies unpacked in <code>lib/native/&lt;platform&gt;</code> beside the program. Without it JNA
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
        Path program = ImageMode.current().isNativeImage() ? folderOfExecutable() : folderOfJars();
        if (program == null) {
            return;
        }
        // Reading the prefix does not load the native side.
        Path folder = program.resolve("lib/native").resolve(Platform.RESOURCE_PREFIX);
        if (Files.isDirectory(folder)) {
            System.setProperty(FOLDER_PROPERTY, folder.toString());
            System.setProperty(NO_UNPACKING_PROPERTY, "true");
        }
    }

    /** The folder of the native executable, whatever links lead to it; null if the system does not tell. */
    private static @Nullable Path folderOfExecutable() {
        return ProcessHandle.current().info().command().map(Path::of).map(Path::getParent).orElse(null);
    }

    /** The folder that holds <code>app/darwin-exporter-VERSION.jar</code>; null if this class comes from elsewhere. */
    private static @Nullable Path folderOfJars() {
        CodeSource source = UnpackedJna.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null) {
            return null;
        }
        try {
            return Path.of(source.getLocation().toURI()).resolveSibling("..").normalize();
        } catch (URISyntaxException | IllegalArgumentException e) {
            // Not a file: JNA unpacks for itself.
            return null;
        }
    }
}

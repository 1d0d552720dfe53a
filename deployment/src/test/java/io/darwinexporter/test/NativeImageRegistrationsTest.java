package io.darwinexporter.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Modifier;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.sun.jna.Library;

import io.darwinexporter.GroupNamer;
import io.quarkus.test.QuarkusUnitTest;

class NativeImageRegistrationsTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = NativeRegistrations.writtenDown(new QuarkusUnitTest());

    @Test
    void nativeMethodsAreBoundByReflection() throws Exception {
        List<String> classes = new ArrayList<>();
        for (Class<?> type : exporterClasses()) {
            if (Arrays.stream(type.getDeclaredMethods()).anyMatch(method -> Modifier.isNative(method.getModifiers()))) {
                classes.add("methods " + type.getName());
            }
        }
        assertThat(classes).isNotEmpty();
        assertThat(NativeRegistrations.lines()).containsAll(classes);
    }

    @Test
    void interfacesThatJnaMapsAreProxies() throws Exception {
        List<String> interfaces = new ArrayList<>();
        for (Class<?> type : exporterClasses()) {
            if (type.isInterface() && Library.class.isAssignableFrom(type)) {
                interfaces.add("proxy " + type.getName());
                interfaces.add("methods " + type.getName());
            }
        }
        assertThat(interfaces).isNotEmpty();
        assertThat(NativeRegistrations.lines()).containsAll(interfaces);
    }

    @Test
    void bindingsAreInitializedAtRunTime() throws Exception {
        List<String> classes = exporterClasses().stream().map(Class::getName).filter(name -> name.contains(".binding."))
                .filter(name -> !name.endsWith("package-info")).map(name -> "initialized " + name).toList();

        assertThat(classes).isNotEmpty();
        assertThat(NativeRegistrations.lines()).containsAll(classes).contains("initialized com.sun.jna");
    }

    @Test
    void nativeSideOfJnaFindsWhatItLooksUp() throws Exception {
        assertThat(NativeRegistrations.lines()).contains("jni com.sun.jna.Pointer",
                "jni com.sun.jna.Structure$FFIType$FFITypes",
                "jni java.lang.String", "fields com.sun.jna.Structure$FFIType");
        assertThat(NativeRegistrations.lines()).filteredOn(line -> line.startsWith("resource com/sun/jna/")).hasSize(2)
                .allSatisfy(line -> assertThat(GroupNamer.class.getClassLoader().getResource(line.split(" ")[1])).isNotNull());
    }

    @Test
    void thePageIsThereOnlyWithTheEndpoint() throws Exception {
        assertThat(NativeRegistrations.lines()).noneMatch(line -> line.startsWith("resource io/darwinexporter/runtime/page/"));
    }

    /** Every class of the runtime artifact, found by its file and not initialised. */
    private static List<Class<?>> exporterClasses() throws Exception {
        Path origin = Path.of(GroupNamer.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        if (Files.isDirectory(origin)) {
            return classesUnder(origin);
        }
        try (FileSystem jar = FileSystems.newFileSystem(origin)) {
            return classesUnder(jar.getPath("/"));
        }
    }

    private static List<Class<?>> classesUnder(Path root) throws Exception {
        List<Class<?>> classes = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root.resolve("io/darwinexporter/internal"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".class")).toList()) {
                String name = root.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
                classes.add(Class.forName(name, false, GroupNamer.class.getClassLoader()));
            }
        }
        return classes;
    }
}

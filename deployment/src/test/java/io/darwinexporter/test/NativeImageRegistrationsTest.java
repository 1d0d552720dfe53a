package io.darwinexporter.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.darwinexporter.GroupNamer;
import io.quarkus.builder.BuildChainBuilder;
import io.quarkus.deployment.builditem.GeneratedResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.JniRuntimeAccessBuildItem;
import io.quarkus.deployment.builditem.nativeimage.NativeImageResourceBuildItem;
import io.quarkus.deployment.builditem.nativeimage.ReflectiveClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedClassBuildItem;
import io.quarkus.deployment.builditem.nativeimage.RuntimeInitializedPackageBuildItem;
import io.quarkus.test.QuarkusUnitTest;

/** What a native build is told, without making the image. */
class NativeImageRegistrationsTest {

    private static final String REGISTERED = "registered.txt";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .overrideConfigKey("quarkus.native.enabled", "true")
            .overrideConfigKey("quarkus.native.sources-only", "true")
            .addBuildChainCustomizer(writeDown());

    @Test
    void nativeMethodsAreBoundByReflection() throws Exception {
        List<String> classes = new ArrayList<>();
        for (Class<?> type : exporterClasses()) {
            if (Arrays.stream(type.getDeclaredMethods()).anyMatch(method -> Modifier.isNative(method.getModifiers()))) {
                classes.add("methods " + type.getName());
            }
        }
        assertThat(classes).isNotEmpty();
        assertThat(registered()).containsAll(classes);
    }

    @Test
    void bindingsAreInitializedAtRunTime() throws Exception {
        List<String> classes = exporterClasses().stream().map(Class::getName).filter(name -> name.contains(".binding."))
                .filter(name -> !name.endsWith("package-info")).map(name -> "initialized " + name).toList();

        assertThat(classes).isNotEmpty();
        assertThat(registered()).containsAll(classes).contains("initialized com.sun.jna");
    }

    @Test
    void nativeSideOfJnaFindsWhatItLooksUp() throws Exception {
        assertThat(registered()).contains("jni com.sun.jna.Pointer", "jni com.sun.jna.Structure$FFIType$FFITypes",
                "jni java.lang.String", "fields com.sun.jna.Structure$FFIType");
        assertThat(registered()).filteredOn(line -> line.startsWith("resource com/sun/jna/")).hasSize(2)
                .allSatisfy(line -> assertThat(GroupNamer.class.getClassLoader().getResource(line.split(" ")[1])).isNotNull());
    }

    private static Consumer<BuildChainBuilder> writeDown() {
        return chain -> chain.addBuildStep(context -> {
            StringBuilder lines = new StringBuilder();
            for (ReflectiveClassBuildItem item : context.consumeMulti(ReflectiveClassBuildItem.class)) {
                item.getClassNames().forEach(name -> lines.append(item.isMethods() ? "methods " : "")
                        .append(item.isFields() ? "fields " : "").append(name).append('\n'));
            }
            context.consumeMulti(JniRuntimeAccessBuildItem.class).forEach(
                    item -> item.getClassNames().forEach(name -> lines.append("jni ").append(name).append('\n')));
            context.consumeMulti(RuntimeInitializedClassBuildItem.class)
                    .forEach(item -> lines.append("initialized ").append(item.getClassName()).append('\n'));
            context.consumeMulti(RuntimeInitializedPackageBuildItem.class)
                    .forEach(item -> lines.append("initialized ").append(item.getPackageName()).append('\n'));
            context.consumeMulti(NativeImageResourceBuildItem.class).forEach(
                    item -> item.getResources().forEach(name -> lines.append("resource ").append(name).append('\n')));
            context.produce(new GeneratedResourceBuildItem(REGISTERED, lines.toString().getBytes(UTF_8)));
        }).consumes(ReflectiveClassBuildItem.class).consumes(JniRuntimeAccessBuildItem.class)
                .consumes(RuntimeInitializedClassBuildItem.class).consumes(RuntimeInitializedPackageBuildItem.class)
                .consumes(NativeImageResourceBuildItem.class).produces(GeneratedResourceBuildItem.class).build();
    }

    private static List<String> registered() throws IOException {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(REGISTERED)) {
            return new String(in.readAllBytes(), UTF_8).lines().toList();
        }
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

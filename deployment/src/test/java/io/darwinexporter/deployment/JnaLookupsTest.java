package io.darwinexporter.deployment;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.jboss.jandex.Index;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.sun.jna.Native;
import com.sun.jna.Pointer;

import io.darwinexporter.deployment.JnaLookups.Field;
import io.darwinexporter.deployment.JnaLookups.Method;

/** The table against JNA as it is: its classes, and the names that its native side has in it. */
class JnaLookupsTest {

    /** Names and descriptors as JNI takes them, which C keeps as texts with a zero at the end. */
    private static final Pattern CLASS_NAME = Pattern.compile("(?<=\0)(?:java|com/sun/jna)/[\\w/$]+(?=\0)");
    private static final Pattern DESCRIPTOR = Pattern.compile("(?<=\0)\\([\\w/$;\\[]*\\)[\\w/$;\\[]+(?=\0)");

    private static final Map<String, Class<?>> OTHER_TYPES = Map.of("boolean", boolean.class, "byte", byte.class,
            "char", char.class, "short", short.class, "int", int.class, "long", long.class, "float", float.class,
            "double", double.class, "byte[]", byte[].class);

    @ParameterizedTest
    @ValueSource(strings = { "linux-x86-64/libjnidispatch.so", "linux-aarch64/libjnidispatch.so",
            "darwin-x86-64/libjnidispatch.jnilib", "darwin-aarch64/libjnidispatch.jnilib" })
    void everyClassThatTheNativeSideNamesIsInTheTable(String library) throws IOException {
        List<String> named = texts(library, CLASS_NAME).stream().map(name -> name.replace('/', '.')).toList();

        assertThat(named).contains("java.lang.String", "com.sun.jna.Pointer");
        assertThat(JnaLookups.all().classes()).containsAll(named);
    }

    @ParameterizedTest
    @ValueSource(strings = { "linux-x86-64/libjnidispatch.so", "linux-aarch64/libjnidispatch.so",
            "darwin-x86-64/libjnidispatch.jnilib", "darwin-aarch64/libjnidispatch.jnilib" })
    void everyDescriptorThatTheNativeSideHasBelongsToAMethodOfTheTable(String library) throws Exception {
        Set<String> ofTable = new TreeSet<>();
        for (Method method : JnaLookups.all().methods()) {
            ofTable.add(descriptor(method));
        }

        assertThat(texts(library, DESCRIPTOR)).contains("()V", "(Ljava/lang/String;)[B");
        assertThat(ofTable).containsAll(texts(library, DESCRIPTOR));
    }

    @Test
    void everyEntryOfTheTableIsThere() throws Exception {
        JnaLookups table = JnaLookups.all();
        for (Field field : table.fields()) {
            assertThat(type(field.declaringClass()).getDeclaredField(field.name())).isNotNull();
        }
        for (Method method : table.methods()) {
            assertThat(descriptor(method)).isNotEmpty();
        }
        assertThat(table.classes()).doesNotHaveDuplicates();
        assertThat(table.methods()).doesNotHaveDuplicates();
    }

    @Test
    void whatAVersionOfJnaLacksIsLeftOut() throws IOException {
        JnaLookups present = JnaLookups.all().presentIn(Index.of(Pointer.class));

        assertThat(present.classes()).contains("java.lang.Object", "com.sun.jna.Pointer").doesNotContain("com.sun.jna.Native");
        assertThat(present.fields()).contains(new Field("com.sun.jna.Pointer", "peer"), new Field("java.lang.Long", "value"))
                .doesNotContain(new Field("com.sun.jna.Structure", "memory"));
        assertThat(present.methods()).contains(new Method("com.sun.jna.Pointer", "<init>", List.of("long")))
                .noneMatch(method -> method.declaringClass().equals("com.sun.jna.Native"));
    }

    @Test
    void methodsAreToldApartByTheirParameters() throws IOException {
        assertThat(JnaLookups.all().presentIn(Index.of(Native.class)).methods())
                .filteredOn(method -> method.name().equals("fromNative")).hasSize(3);
    }

    private static List<String> texts(String library, Pattern pattern) throws IOException {
        try (InputStream in = Native.class.getResourceAsStream(library)) {
            return pattern.matcher(new String(in.readAllBytes(), ISO_8859_1)).results().map(MatchResult::group).distinct()
                    .toList();
        }
    }

    /** As JNI writes it; fails if there is no such method. */
    private static String descriptor(Method method) throws ReflectiveOperationException {
        List<Class<?>> parameters = new ArrayList<>();
        for (String type : method.parameterTypes()) {
            parameters.add(type(type));
        }
        Class<?>[] types = parameters.toArray(Class<?>[]::new);
        Class<?> declaringClass = type(method.declaringClass());
        Class<?> returned = method.name().equals("<init>")
                ? declaringClass.getDeclaredConstructor(types) == null ? null : void.class
                : declaringClass.getDeclaredMethod(method.name(), types).getReturnType();
        return MethodType.methodType(returned, parameters).toMethodDescriptorString();
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        Class<?> other = OTHER_TYPES.get(name);
        return other != null ? other : Class.forName(name, false, JnaLookupsTest.class.getClassLoader());
    }
}

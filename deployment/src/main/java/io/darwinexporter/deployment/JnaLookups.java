package io.darwinexporter.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Index;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;
import org.jspecify.annotations.Nullable;

/**
 * What the native side of JNA looks up by name, from the table <code>jna-lookups.txt</code> beside this class.
 *
 * @param classes names of classes
 * @param fields fields of these classes
 * @param methods methods and constructors of these classes
 */
record JnaLookups(List<String> classes, List<Field> fields, List<Method> methods) {

    private static final String TABLE = "jna-lookups.txt";
    private static final String JNA_PACKAGE = "com.sun.jna.";

    JnaLookups {
        classes = List.copyOf(classes);
        fields = List.copyOf(fields);
        methods = List.copyOf(methods);
    }

    /** A field of a class. */
    record Field(String declaringClass, String name) {
    }

    /** A method of a class, or a constructor by the name of <code>&lt;init&gt;</code>. */
    record Method(String declaringClass, String name, List<String> parameterTypes) {

        Method {
            parameterTypes = List.copyOf(parameterTypes);
        }
    }

    /** The whole table. */
    static JnaLookups all() {
        try (InputStream table = JnaLookups.class.getResourceAsStream(TABLE)) {
            if (table == null) {
                throw new IllegalStateException("resource " + TABLE + " is missing");
            }
            return read(new BufferedReader(new InputStreamReader(table, UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException("resource " + TABLE + " cannot be read", e);
        }
    }

    private static JnaLookups read(BufferedReader table) throws IOException {
        List<String> classes = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        List<Method> methods = new ArrayList<>();
        String declaringClass = "";
        for (String line = table.readLine(); line != null; line = table.readLine()) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (!line.startsWith(" ")) {
                declaringClass = line;
                classes.add(declaringClass);
            } else if (line.endsWith(")")) {
                methods.add(method(declaringClass, line.trim()));
            } else {
                fields.add(new Field(declaringClass, line.trim()));
            }
        }
        return new JnaLookups(classes, fields, methods);
    }

    private static Method method(String declaringClass, String text) {
        int parenthesis = text.indexOf('(');
        String types = text.substring(parenthesis + 1, text.length() - 1);
        return new Method(declaringClass, text.substring(0, parenthesis),
                types.isEmpty() ? List.of() : List.of(types.split(", ")));
    }

    /**
     * Those that a version of JNA has; those of the JDK are always there.
     *
     * @param jna the classes of that version
     */
    JnaLookups presentIn(Index jna) {
        return new JnaLookups(
                classes.stream().filter(name -> isOfJdk(name) || classNamed(jna, name) != null).toList(),
                fields.stream().filter(field -> isOfJdk(field.declaringClass) || has(jna, field)).toList(),
                methods.stream().filter(method -> isOfJdk(method.declaringClass) || has(jna, method)).toList());
    }

    private static boolean isOfJdk(String className) {
        return !className.startsWith(JNA_PACKAGE);
    }

    private static boolean has(Index jna, Field field) {
        ClassInfo declaringClass = classNamed(jna, field.declaringClass);
        return declaringClass != null && declaringClass.field(field.name) != null;
    }

    private static boolean has(Index jna, Method method) {
        ClassInfo declaringClass = classNamed(jna, method.declaringClass);
        return declaringClass != null && declaringClass.methods().stream().anyMatch(
                candidate -> candidate.name().equals(method.name) && parameterTypes(candidate).equals(method.parameterTypes));
    }

    private static @Nullable ClassInfo classNamed(Index jna, String name) {
        return jna.getClassByName(DotName.createSimple(name));
    }

    private static List<String> parameterTypes(MethodInfo method) {
        return method.parameterTypes().stream().map(Type::name).map(DotName::toString).toList();
    }
}

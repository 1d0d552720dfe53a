package io.darwinexporter;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/**
 * What each package may know. Data flows down the table: source, snapshot, filter, group, collect, metric, exposition.
 */
class PackageTableTest {

    private static final String ROOT = "io.darwinexporter";
    private static final String INTERNAL = ROOT + ".internal.";
    private static final String[] ALWAYS = { "java..", "com.sun.management..", "org.jspecify.annotations.." };
    private static final String LOGGING = "org.jboss.logging..";
    private static final String JNA = "com.sun.jna..";

    /** As Java names the system, and as JNA and SmallRye ask for it. */
    private static final Pattern ASKING_FOR_PLATFORM = Pattern
            .compile("\"os\\.name\"|\\bPlatform\\.(is[A-Z]|getOSType)|\\bOS\\.([A-Z]+\\.isCurrent|current)\\b");

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(ROOT);

    private static final Map<String, List<String>> TABLE = table();

    private static Map<String, List<String>> table() {
        Map<String, List<String>> table = new TreeMap<>();
        table.put(ROOT, List.of());
        table.put(INTERNAL + "snapshot", List.of(ROOT));
        table.put(INTERNAL + "yaml", List.of("org.yaml.snakeyaml.."));
        table.put(INTERNAL + "filter", List.of(ROOT, INTERNAL + "snapshot"));
        table.put(INTERNAL + "rule", List.of(ROOT, INTERNAL + "snapshot", INTERNAL + "yaml", "com.google.re2j..",
                "org.yaml.snakeyaml.."));
        table.put(INTERNAL + "group", List.of(ROOT, INTERNAL + "snapshot", INTERNAL + "rule", LOGGING));
        table.put(INTERNAL + "collect",
                List.of(ROOT, INTERNAL + "snapshot", INTERNAL + "filter", INTERNAL + "group",
                        INTERNAL + "rule", LOGGING));
        table.put(INTERNAL + "explain", List.of(ROOT, INTERNAL + "snapshot", INTERNAL + "filter", INTERNAL + "rule",
                INTERNAL + "group", INTERNAL + "collect"));
        table.put(INTERNAL + "metric", List.of(INTERNAL + "snapshot", INTERNAL + "group", INTERNAL + "collect"));
        table.put(INTERNAL + "exposition", List.of(INTERNAL + "metric", INTERNAL + "group", INTERNAL + "collect"));
        table.put(INTERNAL + "registry", List.of(INTERNAL + "metric", INTERNAL + "group", INTERNAL + "collect",
                "io.prometheus.client..", LOGGING));
        table.put(INTERNAL + "exporter",
                List.of(ROOT, INTERNAL + "snapshot", INTERNAL + "rule", INTERNAL + "group", INTERNAL + "collect",
                        INTERNAL + "metric",
                        INTERNAL + "exposition", INTERNAL + "linux", INTERNAL + "darwin"));
        table.put(ROOT + ".library", List.of(ROOT, INTERNAL + "snapshot", INTERNAL + "group", INTERNAL + "metric",
                INTERNAL + "exporter"));
        table.put(INTERNAL + "linux", List.of(ROOT, INTERNAL + "snapshot", INTERNAL + "linux..", LOGGING));
        table.put(INTERNAL + "linux.procfs", List.of());
        table.put(INTERNAL + "linux.tracefs", List.of());
        table.put(INTERNAL + "linux.network",
                List.of(INTERNAL + "linux.netlink", INTERNAL + "linux.tracefs", INTERNAL + "linux.binding",
                        INTERNAL + "linux.network.binding"));
        table.put(INTERNAL + "linux.network.binding", List.of(INTERNAL + "linux.binding", JNA));
        table.put(INTERNAL + "linux.netlink", List.of());
        table.put(INTERNAL + "linux.binding", List.of(JNA));
        table.put(INTERNAL + "darwin", List.of(ROOT, INTERNAL + "snapshot", INTERNAL + "darwin..", LOGGING));
        table.put(INTERNAL + "darwin.network",
                List.of(INTERNAL + "darwin.binding", INTERNAL + "darwin.network.binding", LOGGING));
        table.put(INTERNAL + "darwin.network.binding", List.of(INTERNAL + "darwin.binding", JNA));
        table.put(INTERNAL + "darwin.binding", List.of(JNA));
        return table;
    }

    @TestFactory
    List<DynamicTest> everyPackageKnowsOnlyWhatItsRowLists() {
        List<DynamicTest> tests = new ArrayList<>();
        TABLE.forEach((name, known) -> tests.add(DynamicTest.dynamicTest(name, () -> {
            List<String> allowed = new ArrayList<>(List.of(ALWAYS));
            allowed.addAll(known);
            allowed.add(name);
            classes().that().resideInAPackage(name).should().onlyDependOnClassesThat(
                    resideInAnyPackage(allowed.toArray(String[]::new))).allowEmptyShould(true).check(CLASSES);
        })));
        return tests;
    }

    @Test
    void everyPackageHasARow() {
        for (JavaClass type : CLASSES) {
            String name = type.getPackageName();
            assertThat(TABLE.containsKey(name) || name.startsWith(ROOT + ".runtime")).as(name).isTrue();
        }
    }

    @Test
    void everyPackageSaysWhereNullsAre() {
        for (JavaClass type : CLASSES) {
            JavaPackage home = type.getPackage();
            assertThat(home.isAnnotatedWith(NullMarked.class) || home.isAnnotatedWith(NullUnmarked.class))
                    .as(home.getName()).isTrue();
        }
    }

    @Test
    void onePlaceAsksForThePlatform() throws IOException {
        List<String> asking = new ArrayList<>();
        for (String module : List.of("runtime", "app")) {
            Path sources = Path.of("..", module, "src/main/java");
            try (Stream<Path> files = Files.walk(sources)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    if (ASKING_FOR_PLATFORM.matcher(Files.readString(file)).find()) {
                        asking.add(sources.relativize(file).toString().replace(File.separatorChar, '/'));
                    }
                }
            }
        }
        assertThat(asking).containsExactly("io/darwinexporter/internal/exporter/PlatformSources.java");
    }

    @Test
    void hotPathsUseNoStreamsAndNoFormats() {
        noClasses().that(resideInAnyPackage(INTERNAL + "snapshot", INTERNAL + "group", INTERNAL + "linux..",
                INTERNAL + "darwin..", INTERNAL + "exposition")).should()
                .dependOnClassesThat(resideInAPackage("java.util.stream"))
                .orShould().callMethod(String.class, "format", String.class, Object[].class)
                .orShould().callMethod(String.class, "split", String.class).check(CLASSES);
    }
}

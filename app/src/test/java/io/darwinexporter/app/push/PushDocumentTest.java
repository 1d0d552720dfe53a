package io.darwinexporter.app.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

import org.junit.jupiter.api.Test;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;

import io.darwinexporter.internal.metric.FamilyDescription;
import io.darwinexporter.internal.metric.MetricFamily;
import io.smallrye.config.WithDefault;

/** Holds the tables of the documentation to the code: a failure shows what has to stand there. */
class PushDocumentTest {

    private static final Path SOURCE = Path.of("src/main/java/io/darwinexporter/app/push/PushConfig.java");
    private static final Path DOCS = Path.of("..", "docs");

    @Test
    void settingsAreThoseOfTheJavadoc() throws IOException {
        StringBuilder table = new StringBuilder(
                "| setting `darwin-exporter.push.` | default | what it is |\n| --- | --- | --- |\n");
        for (Setting setting : settings()) {
            table.append("| `").append(setting.key).append("` | ").append(setting.byDefault).append(" | ")
                    .append(setting.text).append(" |\n");
        }

        assertThat(part("push.md", "push-settings")).isEqualTo(table.toString());
    }

    @Test
    void metricsOfPushingAreDocumented() throws IOException {
        StringBuilder table = new StringBuilder(
                "| metric | type | unit | labels | what it tells |\n| --- | --- | --- | --- | --- |\n");
        for (MetricFamily family : new PushReport(true).families()) {
            FamilyDescription description = family.description();
            table.append("| `").append(description.name()).append("` | ").append(description.type().label()).append(" | ")
                    .append(description.unit().label()).append(" | ").append(String.join(", ", description.labels()))
                    .append(" | ").append(description.help()).append(" |\n");
        }

        assertThat(part("metrics.md", "push")).isEqualTo(table.toString());
    }

    private static String part(String document, String name) throws IOException {
        String whole = Files.readString(DOCS.resolve(document));
        String begin = "<!-- " + name + ":begin -->\n";
        assertThat(whole).contains(begin);
        int from = whole.indexOf(begin) + begin.length();
        return whole.substring(from, whole.indexOf("<!-- " + name + ":end -->", from));
    }

    private record Setting(String key, String byDefault, String text) {
    }

    /** In the order in which they stand in the source. */
    private static List<Setting> settings() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Setting> settings = new ArrayList<>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(null, files, null, List.of("-proc:none", "-parameters"), null,
                    files.getJavaFileObjects(SOURCE));
            for (CompilationUnitTree unused : task.parse()) {
                assertThat(unused.getTypeDecls()).hasSize(1);
            }
            for (var type : task.analyze()) {
                if (type.getKind() == ElementKind.INTERFACE) {
                    for (var method : ElementFilter.methodsIn(((TypeElement) type).getEnclosedElements())) {
                        WithDefault byDefault = method.getAnnotation(WithDefault.class);
                        settings.add(new Setting(key(method.getSimpleName().toString()),
                                byDefault == null ? "" : '`' + byDefault.value() + '`',
                                text(task.getElements().getDocComment(method))));
                    }
                }
            }
        }
        return settings;
    }

    private static String key(String method) {
        return method.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
    }

    private static String text(String javadoc) {
        return javadoc.strip().replaceAll("\\s*\\n\\s*", " ").replaceAll("\\{@code ([^}]*)}", "`$1`");
    }
}

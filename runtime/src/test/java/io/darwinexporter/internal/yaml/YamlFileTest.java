package io.darwinexporter.internal.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

class YamlFileTest {

    @TempDir
    Path folder;

    @Test
    void nodesKnowWhereTheyStand() throws Exception {
        YamlFile file = read("a: 1\nb:\n  - x\n  - {c: d}\n");

        MappingNode root = (MappingNode) file.root();
        Node list = root.getValue().get(1).getValueNode();
        assertThat(file.problem()).isNull();
        assertThat(file.place(list, "b")).isEqualTo(name() + ":3:3 b");
        assertThat(file.place(root.getValue().get(0).getValueNode(), "")).isEqualTo(name() + ":1:4");
        assertThat(file.place(null, "b")).isEqualTo(name() + " b");
        assertThat(YamlFile.written(root)).isEqualTo("{...}");
        assertThat(YamlFile.written(list)).isEqualTo("[...]");
        assertThat(YamlFile.written(root.getValue().get(0).getValueNode())).isEqualTo("1");
    }

    @Test
    void emptyFileHasNeitherRootNorProblem() throws Exception {
        YamlFile file = read("# nothing\n");

        assertThat(file.root()).isNull();
        assertThat(file.problem()).isNull();
    }

    @Test
    void whatIsNoYamlIsToldWithItsPlace() throws Exception {
        assertThat(problem("rules:\n  - name: [\n").place()).isEqualTo(name() + ":3:1");
        assertThat(problem("a: 1\n---\na: 2\n")).satisfies(problem -> {
            assertThat(problem.place()).isEqualTo(name() + ":2:1");
            assertThat(problem.accepted()).contains("expected a single document");
        });
        assertThat(problem("a:\n- \u00e4: \u0001x\n"))
                .isEqualTo(new YamlProblem(name() + ":2:6", "START OF HEADING", "YAML"));
    }

    @Test
    void endlessReferencesAndNestingAreRefused() throws Exception {
        StringBuilder references = new StringBuilder("a: &a [x]\nb: [");
        for (int i = 0; i < 100; i++) {
            references.append("*a,");
        }

        assertThat(problem(references.append("]\n").toString()).accepted()).contains("aliases");
        assertThat(problem("[".repeat(10_000)).accepted()).startsWith("YAML (");
    }

    @Test
    void fileThatCannotBeReadIsAProblemOfItsName() throws Exception {
        Path binary = Files.write(folder.resolve("binary"), new byte[] { 0, -1, 7 });
        Path large = Files.write(folder.resolve("large"), new byte[(1 << 20) + 1]);

        assertThat(reasonOf(folder.resolve("none.yml").toString())).isEqualTo("not there");
        assertThat(reasonOf(folder.toString())).isEqualTo("a folder");
        assertThat(reasonOf(binary.toString())).isEqualTo("not UTF-8");
        assertThat(reasonOf(large.toString())).isEqualTo("larger than 1 MiB");
        assertThat(reasonOf("a\0b")).containsIgnoringCase("nul");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no such files")
    void fileWithoutEndIsNotReadToItsEnd() {
        assertThat(reasonOf("/dev/zero")).isEqualTo("larger than 1 MiB");
    }

    private static String reasonOf(String name) {
        YamlProblem problem = YamlFile.read(name).problem();
        assertThat(problem).isNotNull();
        assertThat(problem.place()).isNull();
        assertThat(problem.value()).isEqualTo(name);
        assertThat(problem.accepted()).startsWith("a readable YAML file in UTF-8 (").endsWith(")");
        return problem.accepted().substring("a readable YAML file in UTF-8 (".length(), problem.accepted().length() - 1);
    }

    private YamlProblem problem(String text) throws IOException {
        YamlFile file = read(text);
        assertThat(file.root()).isNull();
        assertThat(file.problem()).isNotNull();
        return file.problem();
    }

    private String name() {
        return folder.resolve("file.yml").toString();
    }

    private YamlFile read(String text) throws IOException {
        return YamlFile.read(Files.writeString(folder.resolve("file.yml"), text).toString());
    }
}

package io.darwinexporter.internal.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesFileTest {

    @Test
    void everyProblemIsToldWithItsPlace() {
        assertThat(Yaml.problems("""
                rules:
                  - name: "{{.Nope}}"
                    comm: [java]
                  - name: two
                    cmdline:
                      - "ok"
                      - "("
                  - name: three
                  - comm: [x]
                    colour: blue
                    expected: many
                    labels: {user: me, "1st": x}
                  - just text
                  - {name: "${comm}", comm: [a], expected: 2, track_children: maybe}
                """)).satisfiesExactlyInAnyOrder(
                one -> assertThat(one)
                        .startsWith("rules.yml:2:11 rules[0].name: \"{{.Nope}}\" is not accepted, it takes a name"),
                one -> assertThat(one).isEqualTo("rules.yml:7:9 rules[1].cmdline[1]: \"(\" is not accepted,"
                        + " it takes a regular expression (missing closing ))"),
                one -> assertThat(one)
                        .startsWith("rules.yml:8:5 rules[2]: \"three\" is not accepted, it takes at least one of"),
                one -> assertThat(one)
                        .startsWith("rules.yml:10:5 rules[3].colour: \"colour\" is not accepted, it takes one of"),
                one -> assertThat(one).startsWith("rules.yml:11:15 rules[3].expected: \"many\""),
                one -> assertThat(one).startsWith("rules.yml:12:20 rules[3].labels.user: \"user\""),
                one -> assertThat(one).startsWith("rules.yml:12:31 rules[3].labels.1st: \"1st\""),
                one -> assertThat(one).startsWith("rules.yml:13:5 rules[4]: \"just text\" is not accepted, it takes a rule"),
                one -> assertThat(one).contains("rules[5].expected: \"2\"").contains("no variables"),
                one -> assertThat(one).contains("rules[5].track_children: \"maybe\""));
    }

    @Test
    void whatIsNoYamlIsToldWithItsPlace() {
        assertThat(Yaml.problems("rules:\n  - name: [\n")).singleElement().asString().startsWith("rules.yml:3:1:");
    }

    @Test
    void theWrongFormIsRefused() {
        assertThat(Yaml.problems("")).singleElement().asString().contains("a mapping with rules or process_names");
        assertThat(Yaml.problems("{rules_only: true}")).singleElement().asString().contains("either rules or process_names");
        assertThat(Yaml.problems("{rules: [{comm: a}], process_names: [{comm: a}]}")).singleElement().asString()
                .contains("either rules or process_names");
        assertThat(Yaml.problems("rules: x")).singleElement().asString().contains("1:8 rules: \"x\"")
                .contains("a list of rules");
        assertThat(Yaml.problems("{rules: [{comm: a}], rules_only: 1}")).singleElement().asString().contains("true or false");
        assertThat(Yaml.problems("rules: [{comm: a, comm: b}]")).singleElement().asString().contains("each key once");
        assertThat(Yaml.problems("rules: [{comm: []}]")).singleElement().asString().contains("a list of texts");
        assertThat(Yaml.problems("rules: [{comm: ['']}]")).singleElement().asString().contains("it takes a name");
        assertThat(Yaml.problems("rules: [{comm: {a: b}}]")).singleElement().asString().contains("a list of texts");
    }

    @Test
    void rulesOfOneGroupMustAgree() {
        assertThat(Yaml.problems("rules: [{name: a, comm: x, labels: {t: one}}, {name: a, comm: y, labels: {t: two}}]"))
                .singleElement().asString().contains("the labels that another rule gives to group a");
        assertThat(Yaml.problems("rules: [{name: a, comm: x}, {name: a, comm: y, expected: 1}]"))
                .singleElement().asString().contains("only at the first rule of group a");
    }

    @Test
    void aFileThatCannotBeReadIsAProblemWhereItIsNamed(@TempDir Path folder) {
        assertThat(RulesFile.read(new Written(folder.toString(), "rules-file")).problems()).singleElement()
                .hasToString(
                        "rules-file: \"" + folder + "\" is not accepted, it takes a readable YAML file in UTF-8 (a folder)");
    }

    @Test
    void trueAndFalseMayBeWrittenAsYamlHasThem() {
        RuleSet rules = Yaml.rules("{rules_only: True, track_children: FALSE, rules: [{comm: a, threads: True}]}");

        assertThat(rules.rulesOnly()).isTrue();
        assertThat(rules.rules().get(0).trackChildren()).isFalse();
        assertThat(rules.rules().get(0).threads()).isTrue();
    }
}

package io.darwinexporter.internal.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.darwinexporter.ProcessFact;

class RuleSetTest {

    private static final String ID = "0a1b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f60718293a4b5c6d7e8f9";

    private static String group(RuleSet rules, Facts facts) {
        RuleMatch match = rules.match(facts);
        return match == null ? "-" : match.groupName();
    }

    @Test
    void theFirstRuleThatMatchesNamesTheGroup() {
        RuleSet rules = Yaml.rules("""
                rules:
                  - {name: first, comm: [java]}
                  - {name: second, comm: [nginx]}
                  - {name: third, comm: [nginx]}
                """);

        assertThat(group(rules, Facts.NGINX)).isEqualTo("second");
        assertThat(group(rules, Facts.NGINX.command("java"))).isEqualTo("first");
        assertThat(group(rules, Facts.NGINX.command("sh"))).isEqualTo("-");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "comm: [apache, nginx]                  | true",
            "comm: [ngin]                           | false",
            "comm: nginx                            | true",
            "exe: [nginx]                           | true",
            "exe: [/usr/sbin/nginx]                 | true",
            "exe: [/opt/nginx]                      | false",
            "exe: [sbin/nginx]                      | false",
            "user: [www]                            | true",
            "user: ['33']                           | true",
            "user: [root]                           | false",
            "cmdline: ['worker', '^nginx:']         | true",
            "cmdline: ['worker', 'master']          | false",
            "cgroup: ['nginx\\.service$']            | true",
            "cgroup: ['^nginx']                     | false",
            "unit: [nginx.service]                  | true",
            "unit: [nginx]                          | true",
            "unit: [ngin]                           | false",
            "container: [nginx]                     | false",
            "pod: [nginx]                           | false",
            "bundle: [nginx]                        | false",
    })
    void selectorsOfOurOwn(String selector, boolean taken) {
        RuleSet rules = Yaml.rules("rules: [{name: taken, " + selector + "}]");

        assertThat(group(rules, Facts.NGINX)).isEqualTo(taken ? "taken" : "-");
    }

    @Test
    void allSelectorsMustHold() {
        RuleSet rules = Yaml.rules("rules: [{name: taken, comm: [nginx], user: [root]}]");

        assertThat(group(rules, Facts.NGINX)).isEqualTo("-");
    }

    @Test
    void aCommandThatTheKernelCutsIsTakenByEitherName() {
        Facts journal = Facts.NGINX.command("systemd-journald");

        assertThat(group(Yaml.rules("rules: [{name: x, comm: [systemd-journald]}]"), journal)).isEqualTo("x");
        assertThat(group(Yaml.rules("rules: [{name: x, comm: [systemd-journal]}]"), journal)).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "bash           | bash            | true",
            "bash           | /bin/bash       | true",
            "/bin/bash      | /bin/bash       | true",
            "/bin/bash      | /usr/bin/bash   | false",
            "/bin/bash      | bash            | false",
            "nginx          | -bash           | false",
    })
    void executablesOfProcessExporterAreFirstArguments(String wanted, String argument, boolean taken) {
        RuleSet rules = Yaml.rules("process_names: [{exe: ['" + wanted + "'], name: taken}]");

        assertThat(group(rules, Facts.NGINX.line(argument, "-l"))).isEqualTo(taken ? "taken" : "-");
        assertThat(group(rules, Facts.NGINX.line())).isEqualTo("-");
    }

    @Test
    void expressionsCapture() {
        RuleSet rules = Yaml.rules("""
                process_names:
                  - name: "{{.ExeBase}}:{{.Matches.Cfgfile}}:${Cfgfile}{{.Matches.Opt}}"
                    cmdline: ['-config.path\\s+(?P<Cfgfile>\\S+)', '(?P<Opt>never)?']
                """);

        assertThat(group(rules, Facts.NGINX.line("/bin/prog", "-config.path", "a.yml"))).isEqualTo("prog:a.yml:a.yml");
        assertThat(group(rules, Facts.NGINX.line("/bin/prog"))).isEqualTo("-");
    }

    @Test
    void expressionsTakeTimeThatGrowsWithTheTextOnly() {
        RuleSet rules = Yaml.rules("rules: [{name: x, cmdline: ['^(a+)+$']}]");

        assertThat(group(rules, Facts.NGINX.line("a".repeat(50_000) + "!"))).isEqualTo("-");
    }

    @Test
    void containersAndPodsAreFoundInPathsOfControlGroups() {
        Facts docker = Facts.NGINX.in("/system.slice/docker-" + ID + ".scope");

        assertThat(group(Yaml.rules("rules: [{name: '${container}', container: [" + ID.substring(0, 12) + "]}]"), docker))
                .isEqualTo(ID);
        assertThat(group(Yaml.rules("rules: [{name: '${unit}', container: [" + ID + "]}]"), docker)).isEmpty();
    }

    @Test
    void aBundleIsTheOutermostApplication() {
        Facts helper = Facts.NGINX.file("/Applications/Google Chrome.app/Contents/Frameworks/Helper.app/Contents/MacOS/Helper");

        assertThat(group(Yaml.rules("rules: [{name: '${bundle}', bundle: [Google Chrome]}]"), helper))
                .isEqualTo("Google Chrome");
        assertThat(group(Yaml.rules("rules: [{name: x, bundle: [Helper]}]"), helper)).isEqualTo("-");
    }

    @Test
    void onlyFactsThatRulesLookAtAreUsed() {
        assertThat(Yaml.rules("rules: [{name: x, comm: [a]}]").usedFacts()).isEmpty();
        assertThat(Yaml.rules("rules: [{name: '${exe}', comm: [a]}]").usedFacts()).containsExactly(ProcessFact.EXECUTABLE);
        assertThat(Yaml.rules("process_names: [{comm: [a]}]").usedFacts()).containsExactly(ProcessFact.ARGUMENTS);
        assertThat(Yaml.rules("rules: [{name: x, unit: [a]}]").usedFacts()).containsExactly(ProcessFact.CONTROL_GROUPS);
    }

    @Test
    void eachRuleExplainsItself() {
        RuleSet rules = Yaml.rules("""
                rules:
                  - {name: a, comm: [java], user: [www]}
                  - {name: "b-${kind}", cmdline: ['(?P<kind>worker|master)']}
                """);
        List<RuleVerdict> verdicts = rules.explain(Facts.NGINX);

        assertThat(verdicts.get(0).matched()).isFalse();
        assertThat(verdicts.get(0).reasons()).containsExactly(
                new RuleVerdict.Reason("comm", List.of("java"), "nginx", false),
                new RuleVerdict.Reason("user", List.of("www"), "www", true));
        assertThat(verdicts.get(1).matched()).isTrue();
        assertThat(verdicts.get(1).groupName()).isEqualTo("b-worker");
        assertThat(verdicts.get(1).captures()).isEqualTo(Map.of("kind", "worker"));
        assertThat(verdicts.get(1).rule().place()).contains(":3:").endsWith("rules[1]");
    }

    @Test
    void whoSaysNothingFollowsItsKindOfFile() {
        assertThat(Yaml.rules("process_names: [{comm: [a]}]").rulesOnly()).isTrue();
        assertThat(Yaml.rules("{process_names: [{comm: [a]}], rules_only: false}").rulesOnly()).isFalse();
        assertThat(Yaml.rules("rules: [{comm: [a]}]").rulesOnly()).isFalse();
        assertThat(Yaml.rules("{rules: [{comm: [a]}], rules_only: true}").rulesOnly()).isTrue();
        assertThat(Yaml.rules("rules: [{comm: [a]}]").rules().get(0).trackChildren()).isTrue();
        assertThat(Yaml.rules("{rules: [{comm: [a]}], track_children: false}").rules().get(0).trackChildren()).isFalse();
        assertThat(Yaml.rules("rules: [{comm: [a], track_children: false}]").rules().get(0).trackChildren()).isFalse();
    }

    @Test
    void expectedGroupsAndLabelsGoByName() {
        RuleSet rules = Yaml.rules("""
                rules:
                  - {name: web, comm: [nginx], expected: 3, labels: {team: edge}, user: [www]}
                  - {name: web, comm: [haproxy]}
                """);

        assertThat(rules.expectedGroups()).containsExactly(new RuleSet.ExpectedGroup("web", "www", 3));
        assertThat(rules.labelsOf("web")).isEqualTo(Map.of("team", "edge"));
        assertThat(rules.labelsOf("other")).isEmpty();
    }
}

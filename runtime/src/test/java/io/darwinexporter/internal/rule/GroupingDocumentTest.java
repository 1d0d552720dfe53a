package io.darwinexporter.internal.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Runs the examples of docs/grouping.md: a file of rules, then a table of processes and their groups. */
class GroupingDocumentTest {

    private static final Path DOCUMENT = Path.of(System.getProperty("basedir", ""), "..", "docs", "grouping.md");
    private static final Pattern EXAMPLE = Pattern.compile(
            "```yaml\n(.*?)```\n\n\\| comm \\| executable \\| command line \\| control group \\| group \\|\n\\|[- |]+\\|\n"
                    + "((?:\\|[^\n]*\\|\n)+)",
            Pattern.DOTALL);

    private static String document() throws IOException {
        return Files.readString(DOCUMENT);
    }

    @TestFactory
    List<DynamicTest> processesGetTheGroupsThatTheTablesSay() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        Matcher example = EXAMPLE.matcher(document());
        while (example.find()) {
            RuleSet rules = Yaml.rules(example.group(1));
            for (String row : example.group(2).split("\n")) {
                String[] cells = row.split("\\|");
                tests.add(DynamicTest.dynamicTest(row, () -> assertThat(group(rules, cells)).isEqualTo(cells[5].strip())));
            }
        }
        assertThat(tests).hasSizeGreaterThan(10);
        return tests;
    }

    private static String group(RuleSet rules, String[] cells) {
        RuleMatch match = rules.match(Facts.NGINX.command(cells[1].strip()).file(cells[2].strip())
                .line(argument(cells[3].strip())).in(cells[4].strip()));
        if (match == null) {
            return rules.rulesOnly() ? "(left out)" : "(by name)";
        }
        return match.groupName();
    }

    /** Titles that daemons give themselves are one argument. */
    private static String[] argument(String line) {
        return line.contains(": ") ? new String[] { line } : line.split(" ");
    }

    @Test
    void everyFileIsFollowedByProcesses() throws IOException {
        long files = Pattern.compile("```yaml\n").matcher(document()).results().count();
        long examples = EXAMPLE.matcher(document()).results().count();

        assertThat(examples).isEqualTo(files);
    }

    @Test
    void everySelectorAndVariableIsThere() throws IOException {
        for (String key : RuleDefinition.SELECTOR_KEYS) {
            assertThat(document()).contains("| `" + key + "` |");
        }
        for (Spelling spelling : Spelling.values()) {
            for (Variable variable : spelling.variables()) {
                assertThat(document()).contains("`" + spelling.whole(spelling.of(variable)) + "`");
            }
        }
    }

    @Test
    void theMistakeIsToldInTheseWords() throws IOException {
        String told = Yaml.problems("rules: [{name: a, comm: a}, {name: b, cmdline: [ok, '(']}]").get(0);

        assertThat(document()).contains(told.substring(told.indexOf(" rules[1]")));
    }
}

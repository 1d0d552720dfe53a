package io.darwinexporter.internal.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Rules that are written as the content of a file. */
public final class Yaml {

    private final RulesFile file;
    private final RuleCompiler compiler;

    private Yaml(String content) {
        try {
            Path path = Files.createTempFile("rules", ".yml");
            try {
                Files.writeString(path, content);
                file = RulesFile.read(new Written(path.toString(), "rules-file"));
                compiler = new RuleCompiler();
                compiler.add(file.definitions(), file.trackChildren(true));
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rules; a problem fails the test. */
    public static RuleSet rules(String content) {
        Yaml yaml = new Yaml(content);
        assertThat(yaml.file.problems()).isEmpty();
        assertThat(yaml.compiler.problems()).isEmpty();
        return new RuleSet(yaml.compiler.rules(), yaml.file.rulesOnly());
    }

    /** What is wrong, without the folder of the file. */
    static List<String> problems(String content) {
        Yaml yaml = new Yaml(content);
        List<String> problems = new ArrayList<>();
        yaml.file.problems().forEach(problem -> problems.add(problem.toString()));
        yaml.compiler.problems().forEach(problem -> problems.add(problem.toString()));
        problems.replaceAll(problem -> problem.replaceAll("\\S*/rules\\d*\\.yml", "rules.yml"));
        return problems;
    }
}

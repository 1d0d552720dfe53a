package io.darwinexporter.internal.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has become of rules as they are written: the rules, or everything that is wrong with them.
 *
 * @param rules good for use only if there are no problems
 * @param problems empty if all is well
 */
public record RuleReading(RuleSet rules, List<RuleProblem> problems) {

    public RuleReading {
        problems = List.copyOf(problems);
    }

    /**
     * Reads rules.
     *
     * @param definitions those that are in no file; they are asked first
     * @param file the path of a YAML file with more of them
     * @param rulesOnly whether processes that no rule takes are left out; where it is not said, the file decides
     * @param trackChildren whether children follow where neither rule nor file say it
     */
    public static RuleReading of(List<RuleDefinition> definitions, Optional<Written> file, Optional<Boolean> rulesOnly,
            boolean trackChildren) {
        List<RuleProblem> problems = new ArrayList<>();
        boolean fileWantsRulesOnly = false;
        RuleCompiler compiler = new RuleCompiler();
        compiler.add(definitions, trackChildren);
        if (file.isPresent()) {
            RulesFile read = RulesFile.read(file.get());
            problems.addAll(read.problems());
            fileWantsRulesOnly = read.rulesOnly();
            compiler.add(read.definitions(), read.trackChildren(trackChildren));
        }
        problems.addAll(compiler.problems());
        return new RuleReading(new RuleSet(compiler.rules(), rulesOnly.orElse(fileWantsRulesOnly)), problems);
    }
}

package io.darwinexporter.internal.rule;

import java.util.List;
import java.util.Map;

/**
 * What a rule says of a process, and why.
 *
 * @param rule the rule
 * @param matched whether all of its selectors take the process
 * @param groupName the group that it names; empty if it does not match
 * @param reasons what each selector says
 * @param captures what named groups of regular expressions have found, as far as they were found
 */
public record RuleVerdict(Rule rule, boolean matched, String groupName, List<Reason> reasons, Map<String, String> captures) {

    public RuleVerdict {
        reasons = List.copyOf(reasons);
        captures = Map.copyOf(captures);
    }

    /**
     * What a selector says of a process.
     *
     * @param key the selector, as in configuration: {@code comm}, {@code cmdline}
     * @param wanted what it takes
     * @param found what the process has there; empty if that is not known. Of a command line the whole.
     * @param takes whether it takes the process
     */
    public record Reason(String key, List<String> wanted, String found, boolean takes) {

        public Reason {
            wanted = List.copyOf(wanted);
        }

        /** Whether {@link #found} is of the command line, which may hold secrets. */
        public boolean tellsCommandLine() {
            return key.equals(Selectors.CMDLINE);
        }
    }
}

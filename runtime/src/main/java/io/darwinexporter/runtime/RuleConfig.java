package io.darwinexporter.runtime;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkus.runtime.annotations.ConfigGroup;

/** A rule: all of the selectors that are given must match. */
@ConfigGroup
public interface RuleConfig {

    /**
     * The name of the group, in which variables stand for what is known of the process: see docs/grouping.md.
     */
    Optional<String> name();

    /**
     * Command names; one of them.
     */
    Optional<List<String>> comm();

    /**
     * Executables; one of them: the whole path or the last part of it.
     */
    Optional<List<String>> exe();

    /**
     * Regular expressions that are all found in the command line, its arguments joined by spaces.
     */
    Optional<List<String>> cmdline();

    /**
     * Users, by name or number; one of them.
     */
    Optional<List<String>> user();

    /**
     * Regular expressions that are all found in the path of a control group (Linux).
     */
    Optional<List<String>> cgroup();

    /**
     * Units of systemd; one of them (Linux).
     */
    Optional<List<String>> unit();

    /**
     * Ids of containers, 64 digits or the first 12; one of them (Linux).
     */
    Optional<List<String>> container();

    /**
     * Uids of Kubernetes pods; one of them (Linux).
     */
    Optional<List<String>> pod();

    /**
     * Applications; one of them (macOS).
     */
    Optional<List<String>> bundle();

    /**
     * Labels that the metrics of the group have beside the usual ones.
     */
    Map<String, String> labels();

    /**
     * How many processes the group should have: it is shown even if it has none.
     */
    Optional<String> expected();

    /**
     * Whether children follow.
     */
    Optional<String> trackChildren();

    /**
     * Whether the threads of the group are told by name (Linux).
     */
    Optional<String> threads();
}

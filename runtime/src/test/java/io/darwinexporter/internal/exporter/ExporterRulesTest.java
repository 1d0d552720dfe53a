package io.darwinexporter.internal.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

import io.darwinexporter.MetricsFormat;
import io.darwinexporter.ProcessGroup;
import io.darwinexporter.internal.group.ConfiguredGrouping;
import io.darwinexporter.internal.group.GroupSettings;
import io.darwinexporter.internal.metric.CatalogueSettings;
import io.darwinexporter.internal.metric.Profile;
import io.darwinexporter.internal.registry.FamilyCollector;
import io.darwinexporter.internal.rule.Yaml;
import io.darwinexporter.internal.snapshot.MeasureKind;
import io.darwinexporter.internal.snapshot.ProcessFilter;
import io.darwinexporter.internal.snapshot.SourceSettings;
import io.prometheus.client.CollectorRegistry;

/** Rules and real processes. */
@EnabledOnOs(OS.LINUX)
class ExporterRulesTest {

    private static final String RULES = """
            rules:
              - name: "nap:${seconds}"
                cmdline: ['^sh -c sleep (?P<seconds>31\\d)']
                labels: {team: night}
              - name: own
                exe: [sleep]
                cmdline: [' 319$']
              - name: missing
                comm: [no-such-command]
                expected: 2
                labels: {team: day}
            """;

    private final List<Process> started = new ArrayList<>();
    private final Exporter exporter = new Exporter(
            PlatformSources.open(Platform.LINUX, new SourceSettings(EnumSet.of(MeasureKind.CPU), Set.of(), false),
                    Path.of("/proc")),
            ProcessFilter.ALL, new ConfiguredGrouping(true, false, false), GroupSettings.defaults(), Duration.ZERO,
            new CatalogueSettings(false, 1, false, "test"), Profile.ORIGINAL);

    @AfterEach
    void end() {
        exporter.close();
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private Process start(String... line) throws IOException {
        Process process = new ProcessBuilder(line).start();
        started.add(process);
        return process;
    }

    private List<Integer> members(String group) {
        List<Integer> pids = new ArrayList<>();
        exporter.collect().group(group).map(ProcessGroup::members).orElse(List.of())
                .forEach(member -> pids.add(member.pid()));
        return pids;
    }

    private static int pid(ProcessHandle process) {
        return (int) process.pid();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        for (int tries = 0; tries < 200 && !condition.getAsBoolean(); tries++) {
            Thread.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void childrenFollowAndAnExecIsNoticed() throws Exception {
        exporter.useRules(Yaml.rules(RULES));
        Process shell = start("sh", "-c", "sleep 311 & sleep 312; true");
        await(() -> shell.children().count() == 2);
        int[] children = shell.children().mapToInt(ExporterRulesTest::pid).sorted().toArray();
        await(() -> members("nap:311").contains(children[1]));
        assertThat(members("nap:311")).contains(pid(shell.toHandle()), children[0], children[1]);

        Process turning = start("sh", "-c", "read line; exec sleep 319");
        assertThat(members("own")).doesNotContain(pid(turning.toHandle()));
        turning.getOutputStream().write('\n');
        turning.getOutputStream().flush();
        await(() -> members("own").contains(pid(turning.toHandle())));
    }

    @Test
    void rulesThatComeLaterFindFactsThatNobodyHadWantedBefore() throws Exception {
        Process shell = start("sh", "-c", "sleep 313; true");
        await(() -> shell.children().count() == 1);
        assertThat(members("sh")).contains(pid(shell.toHandle()));

        exporter.useRules(Yaml.rules(RULES));
        assertThat(members("nap:313")).contains(pid(shell.toHandle()));
        assertThat(members("sh")).doesNotContain(pid(shell.toHandle()));
    }

    @Test
    void labelsAndExpectedGroupsAreShownFromTheFirstScrape() throws Exception {
        exporter.useRules(Yaml.rules(RULES));
        String text = exporter.metrics(MetricsFormat.TEXT).text();

        assertThat(text)
                .contains("process_num_procs{groupname=\"missing\",name=\"missing\",user=\"\",team=\"day\"} 0\n")
                .contains("process_expected_procs{groupname=\"missing\",name=\"missing\",user=\"\",team=\"day\"} 2\n")
                .contains(
                        "process_cpu_seconds_total{groupname=\"missing\",name=\"missing\",user=\"\",team=\"day\",mode=\"user\"} 0\n")
                .doesNotContain("process_expected_procs{groupname=\"java\"");
    }

    @Test
    void labelsAreInRegistriesToo() {
        exporter.useRules(Yaml.rules(RULES));
        CollectorRegistry registry = new CollectorRegistry();
        FamilyCollector.join(registry, exporter.catalogue(), exporter.collection());

        assertThat(registry.getSampleValue("process_cpu_seconds_total",
                new String[] { "groupname", "name", "user", "team", "mode" },
                new String[] { "missing", "missing", "", "day", "system" })).isZero();
        assertThat(registry.getSampleValue("process_num_procs", new String[] { "groupname", "name", "user" },
                new String[] { "missing", "missing", "" })).isNull();
    }
}

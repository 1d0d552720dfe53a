package io.darwinexporter.internal.exposition;

import static io.darwinexporter.internal.exposition.ExpositionFormat.OPENMETRICS;
import static io.darwinexporter.internal.exposition.ExpositionFormat.TEXT;
import static io.darwinexporter.internal.snapshot.FakeProcess.process;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.darwinexporter.internal.metric.Profile;
import io.darwinexporter.internal.snapshot.FakeProcess;

/**
 * Has the output read by parsers that others wrote: Prometheus' own, through promtool, and that of the Python client, which is
 * the strictest there is for OpenMetrics.
 */
class IndependentParserTest {

    private static final Path PYTHON_PARSER = Path.of("src/test/resources/exposition/parse.py").toAbsolutePath();

    private static final String COUNT_IS_NO_NAME = "_count non-histogram and non-summary metrics should not have \"_count\""
            + " suffix";

    private enum Host implements Supplier<Scenario> {
        LINUX {
            @Override
            public Scenario get() {
                return Scenario.linux();
            }
        },
        DARWIN {
            @Override
            public Scenario get() {
                return Scenario.darwin();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void promtoolFindsNothing(Host host) throws Exception {
        DebianProgram promtool = promtool();
        try (Scenario scenario = host.get()) {
            assertThat(promtool.run(scenario.body(TEXT, false), "check", "metrics")).isEmpty();
        }
    }

    /** Names that others have chosen are as they are; promtool says the same of their own exporters. */
    @ParameterizedTest
    @EnumSource
    void promtoolFindsNothingButNamesOfOthers(Host host) throws Exception {
        DebianProgram promtool = promtool();
        try (Scenario scenario = host.get()) {
            assertThat(promtool.run(scenario.body(Profile.PROCESS_EXPORTER, TEXT, false), "check", "metrics").lines()
                    .filter(line -> !line.endsWith(COUNT_IS_NO_NAME))).containsExactlyInAnyOrder(
                            "namedprocess_scrape_errors counter metrics should have \"_total\" suffix",
                            "namedprocess_scrape_partial_errors counter metrics should have \"_total\" suffix",
                            "namedprocess_scrape_procread_errors counter metrics should have \"_total\" suffix");
            assertThat(promtool.run(scenario.body(Profile.OTEL, TEXT, false), "check", "metrics").lines())
                    .isNotEmpty().allMatch(line -> line.endsWith(COUNT_IS_NO_NAME));
        }
    }

    @Test
    void promtoolWouldFindSomething() throws Exception {
        DebianProgram promtool = promtool();

        assertThat(promtool.run("# TYPE x counter\nx 1\n".getBytes(UTF_8), "check", "metrics")).contains("_total");
    }

    /** The one command of promtool that reads OpenMetrics wants a time at every sample. */
    @ParameterizedTest
    @EnumSource
    void prometheusReadsOpenMetrics(Host host, @TempDir Path blocks) throws Exception {
        DebianProgram promtool = promtool();
        try (Scenario scenario = host.get()) {
            for (Profile profile : Profile.values()) {
                Path timed = Files.writeString(blocks.resolve(profile.key()),
                        scenario.text(profile, OPENMETRICS).replaceAll("(?m)^([^#].*)$", "$1 1763845000"));

                String out = promtool.run(new byte[0], "tsdb", "create-blocks-from", "openmetrics", timed.toString(),
                        blocks.resolve("out").toString());

                assertThat(out).contains("BLOCK ULID").doesNotContain("err");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void pythonReadsAllSamples(Host host) throws Exception {
        DebianProgram python = python();
        try (Scenario scenario = host.get()) {
            for (ExpositionFormat format : ExpositionFormat.values()) {
                for (Profile profile : Profile.values()) {
                    String text = scenario.text(profile, format);
                    List<String> expected = text.lines().filter(line -> !line.startsWith("#"))
                            .map(line -> asPythonCalls(line.substring(0, endOfName(line)), format)).toList();

                    assertThat(parsed(python, text, format, "names")).as(profile.key())
                            .containsExactlyElementsOf(expected);
                }
            }
        }
    }

    private static DebianProgram promtool() throws InterruptedException {
        return DebianProgram.find("promtool", "prometheus");
    }

    /** Debian's own, since another one on the path does not have Debian's modules. */
    private static DebianProgram python() throws InterruptedException {
        return DebianProgram.find("/usr/bin/python3", "python3-prometheus-client", "-c", "import prometheus_client");
    }

    /** It reads counters of any name from the text format, and then calls them as they should be called. */
    private static String asPythonCalls(String name, ExpositionFormat format) {
        return format == TEXT && name.startsWith("namedprocess_scrape_") ? name + "_total" : name;
    }

    private static int endOfName(String line) {
        int brace = line.indexOf('{');
        return brace < 0 ? line.indexOf(' ') : brace;
    }

    @Test
    void pythonReadsHostileLabelsAsTheyWere() throws Exception {
        DebianProgram python = python();
        List<String> hostile = List.of("", "\"", "\\", "\\n", "\n", "\\\"", "}", "{a=\"b\"} 1", ",", "#", " ", "\t\r", "\\\\\\",
                "# EOF", "a\u0000b", "\u00fc\u65e5\ud83d\ude00", "\u2028\u0085", "x".repeat(256));
        FakeProcess[] processes = new FakeProcess[hostile.size()];
        for (int i = 0; i < processes.length; i++) {
            processes[i] = process(1 + i, 0).name(hostile.get(i)).user(hostile.get(i));
        }
        try (Scenario scenario = Scenario.of(Scenario.linuxSource())) {
            scenario.collect(0, processes);
            for (ExpositionFormat format : ExpositionFormat.values()) {
                for (String label : List.of("name", "user")) {
                    assertThat(parsed(python, scenario.text(format), format, label)).isEqualTo(hostile);
                }
            }
        }
    }

    private static List<String> parsed(DebianProgram python, String text, ExpositionFormat format, String what)
            throws IOException, InterruptedException {
        String out = python.run(text.getBytes(UTF_8), PYTHON_PARSER.toString(), format.name(), what);
        return out.lines().map(line -> new String(HexFormat.of().parseHex(line.substring(1)), UTF_8)).toList();
    }
}

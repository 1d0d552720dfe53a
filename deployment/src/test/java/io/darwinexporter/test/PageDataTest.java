package io.darwinexporter.test;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.containsString;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.darwinexporter.GroupNamer;
import io.darwinexporter.ProcessFacts;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.path.json.JsonPath;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.path.json.config.JsonPathConfig.NumberReturnType;
import io.restassured.response.Response;

/** What the live page is fed by, and its files. All requests share one collection. */
class PageDataTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClass(AwkwardNames.class))
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.interval", "0")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.min-age", "1h");

    private static final String DATA = "/darwin-exporter/groups.json";
    private static final Pattern SAMPLE = Pattern.compile("(process_\\w+)\\{groupname=\"((?:[^\"\\\\]|\\\\.)*)\",.*\\} (\\S+)");

    /** The process of this test is in a group of which everything has to be escaped somewhere, others are by name. */
    @Singleton
    public static class AwkwardNames implements GroupNamer {

        static final String NAME = "\"a\" 'b' \\ </script>\n🐘 " + "x".repeat(227);

        @Override
        public String groupName(ProcessFacts process) {
            return process.pid() == ProcessHandle.current().pid() ? NAME : process.name();
        }
    }

    @Test
    void figuresAreThoseOfTheMetricsOfTheSameCollection() {
        Map<String, Map<String, Double>> metrics = metrics();
        Map<String, String> families = Map.of("residentBytes", "process_memory_rss_bytes", "threads", "process_threads",
                "openDescriptors", "process_open_fds", "diskReadBytes", "process_diskio_bytes_read_total",
                "netReceiveBytes", "process_net_receive_bytes_total", "processes", "process_num_procs",
                "contextSwitches", "process_context_switches_total", "cpuUserSeconds", "process_cpu_seconds_total");

        List<Map<String, Object>> groups = data().getList("groups");

        assertThat(groups).extracting(group -> group.get("group"))
                .containsExactlyInAnyOrderElementsOf(metrics.get("process_num_procs").keySet());
        for (Map<String, Object> group : groups) {
            families.forEach((figure, family) -> {
                Double sample = metrics.getOrDefault(family, Map.of()).get(group.get("group"));
                Number shown = (Number) group.get(figure);
                if (shown != null) {
                    assertThat(sample).as(family).isCloseTo(shown.doubleValue(), within(1e-6));
                } else if (((Number) group.get("processes")).intValue() > 0) {
                    assertThat(sample).as(family).isNull();
                } else {
                    // Of a group that has lost its processes, a zombie's perhaps, metrics say that it holds 0.
                    assertThat(sample).as(family).isIn(null, 0.0);
                }
            });
        }
    }

    /** The first sample of each family and group: of those with a label of their own, that of user mode or of all threads. */
    private static Map<String, Map<String, Double>> metrics() {
        Map<String, Map<String, Double>> metrics = new TreeMap<>();
        when().get("/metrics").then().statusCode(200).extract().asString().lines().forEach(line -> {
            Matcher sample = SAMPLE.matcher(line);
            if (sample.matches()) {
                String group = sample.group(2).replace("\\n", "\n").replace("\\\"", "\"").replace("\\\\", "\\");
                metrics.computeIfAbsent(sample.group(1), family -> new TreeMap<>()).putIfAbsent(group,
                        Double.valueOf(sample.group(3)));
            }
        });
        return metrics;
    }

    @Test
    void lookingCollectsNoMoreThanScrapingDoes() {
        assertThat(data().getDouble("collection.timestampSeconds")).isEqualTo(data().getDouble("collection.timestampSeconds"));
        when().get("/metrics").then().body(containsString("darwin_exporter_collections_total{result=\"success\"} 1\n"));
    }

    @Test
    void membersAreFoundWhateverTheirGroupIsCalled() {
        JsonPath data = given().queryParam("members", AwkwardNames.NAME).get(DATA).jsonPath();

        assertThat(data.getString("members.group")).isEqualTo(AwkwardNames.NAME);
        assertThat(data.getList("members.processes.pid")).containsExactly((int) ProcessHandle.current().pid());
        assertThat(data.getString("members.processes[0].user")).isEqualTo(System.getProperty("user.name"));
        assertThat(data.getString("members.processes[0].name")).isEqualTo("java");
    }

    @Test
    void theDataIsForNobodyElseAndKeptByNobody() {
        Response response = given().header("Accept-Encoding", "gzip").get(DATA);
        response.then().statusCode(200).contentType("application/json").header("Cache-Control", "no-store")
                .header("X-Content-Type-Options", "nosniff").header("Vary", "accept-encoding");
        assertThat(response.headers().hasHeaderWithName("Access-Control-Allow-Origin")).isFalse();
        when().head(DATA).then().statusCode(200);
        when().post(DATA).then().statusCode(405).header("Allow", "GET, HEAD");
    }

    @Test
    void everyFileOfThePageIsThereAndIsAskedForAgainOnlyIfItIsAnother() {
        List<String> files = new ArrayList<>();
        Matcher address = Pattern.compile("(?:src|href)=\"(darwin-exporter/[^\"]+)\"").matcher(when().get("/").asString());
        while (address.find()) {
            files.add(address.group(1));
        }
        assertThat(files).contains("darwin-exporter/page.js", "darwin-exporter/page.css", "darwin-exporter/uPlot.iife.min.js");
        for (String file : files) {
            Response response = when().get("/" + file);
            response.then().statusCode(200).header("X-Content-Type-Options", "nosniff").header("Cache-Control", "no-cache");
            assertThat(response.contentType()).isIn("text/javascript; charset=utf-8", "text/css; charset=utf-8",
                    "image/svg+xml");
            given().header("If-None-Match", response.header("ETag")).get("/" + file).then().statusCode(304);
            given().header("If-None-Match", "\"other\"").get("/" + file).then().statusCode(200);
        }
    }

    @Test
    void otherFilesAreNotThere() {
        for (String file : List.of("page.html", "uPlot.LICENSE", "none.js", "", "../page/page.js", "%2e%2e%2fpage.js")) {
            given().urlEncodingEnabled(false).get("/darwin-exporter/" + file).then().statusCode(404);
        }
    }

    /** Quarkus would serve all of it. */
    @Test
    void theWebjarOfTheChartsIsNoPartOfTheApplication() {
        assertThat(GroupNamer.class.getClassLoader().getResource("META-INF/maven/org.webjars.npm/uplot/pom.xml")).isNull();
    }

    private static JsonPath data() {
        return when().get(DATA).then().statusCode(200).extract().jsonPath(new JsonPathConfig(NumberReturnType.DOUBLE));
    }
}

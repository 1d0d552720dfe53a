package io.darwinexporter.runtime;

import static io.darwinexporter.internal.snapshot.FakeProcess.process;
import static io.darwinexporter.runtime.LookedAt.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.snapshot.FakeProcess;
import io.darwinexporter.internal.snapshot.Measure;
import io.darwinexporter.runtime.StatusReport.OwnCost;

class StatusPageTest {

    private static final OwnCost UNKNOWN_COST = new OwnCost(-1, -1);
    private static final String NUMBER = "<td class=\"number\">";

    private final LookedAt exporter = new LookedAt();

    @Test
    void textsFromOutsideCannotBecomeMarkup() {
        String hostile = "<script>alert('1')</script>\"&amp;\u0000\u001b\n";
        String harmless = "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;amp;\uFFFD\uFFFD\uFFFD";
        StatusReport report = new StatusReport(hostile, hostile, List.of(hostile), Map.of(hostile, hostile), UNKNOWN_COST);

        String page = exporter.sees(process(10, SECOND).name(hostile).user(hostile)).page(report, List.of(hostile));

        assertThat(page).doesNotContain("<script>", "alert('", "\u0000", "\u001b", "&amp;amp;\u0000");
        assertThat(page).contains("<tr><th scope=\"row\">" + harmless + "</th><td>" + harmless + "</td>",
                "<a href=\"" + harmless + "\">", "<dt>" + harmless + "</dt><dd>" + harmless + "</dd>",
                "<li>" + harmless + "</li>", "darwin-exporter " + harmless + " · " + harmless);
    }

    @Test
    void valuesAreReadable() {
        String page = exporter.sees(process(10, SECOND).name("java").cpu(61_500_000_000L)
                .with(Measure.RESIDENT_BYTES, 1536).with(Measure.FOOTPRINT_BYTES, 1023)
                .with(Measure.OPEN_DESCRIPTORS, 7).with(Measure.THREADS, 8)
                .with(Measure.DISK_READ_BYTES, 0).with(Measure.DISK_WRITE_BYTES, Long.MAX_VALUE)
                .with(Measure.NET_RECEIVE_BYTES, 1 << 20).with(Measure.NET_TRANSMIT_BYTES, 1)).page();
        assertThat(page).contains("<tr><th scope=\"row\">java</th><td>alice</td>" + NUMBER + "1</td>" + NUMBER + "–</td>"
                + NUMBER + "61.50</td>" + NUMBER + "1.5 KiB</td>" + NUMBER + "1023 B</td>" + NUMBER + "7</td>"
                + NUMBER + "8</td>" + NUMBER + "0 B</td>" + NUMBER + "8.0 EiB</td>"
                + NUMBER + "1.0 MiB</td>" + NUMBER + "1 B</td></tr>");
    }

    @Test
    void whatIsNotKnownIsNotShownAsZero() {
        assertThat(exporter.sees(process(10, SECOND).name("a").user("b")).page())
                .contains("<tr><th scope=\"row\">a</th><td>b</td>" + NUMBER + "1</td>" + (NUMBER + "–</td>").repeat(10)
                        + "</tr>");
    }

    @Test
    void thoseThatUseMostCpuComeFirst() {
        String page = exporter.sees(process(10, SECOND).name("idle").cpu(1), process(11, SECOND).name("busy").cpu(SECOND),
                process(12, SECOND).name("unknown")).page();
        assertThat(page).containsSubsequence(">busy<", ">idle<", ">unknown<");
    }

    @Test
    void aLongTableIsCutAndSaysSo() {
        String page = exporter.sees(IntStream.range(0, 503).mapToObj(i -> process(1000 + i, SECOND).name("group" + i)
                .cpu((1000 - i) * SECOND)).toArray(FakeProcess[]::new)).page();
        assertThat(page).contains("id=\"count\">503<", ">group499<", "and 3 more").doesNotContain(">group500<");
    }

    @Test
    void whatIsMissingIsListed() {
        assertThat(exporter.page()).contains("<ul id=\"missing\">\n<li>Nothing.</li>");
        assertThat(exporter.page(new StatusReport("1", "p", List.of("no netlink"), Map.of(), UNKNOWN_COST), List.of()))
                .contains("<ul id=\"missing\">\n<li>no netlink</li>");
    }

    @Test
    void nothingIsFromElsewhereOrWrittenIntoThePage() {
        String page = exporter.page();
        assertThat(StatusPage.HEADERS.get("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
                .doesNotContain("unsafe", "data:", "http");
        assertThat(page).doesNotContain("<style", "style=", "http:", "https:", "url(", "{{");
        assertThat(page).doesNotContainPattern("<script(?![^>]* src=)").doesNotContainPattern(" on[a-z]+=");
    }

    /** So that the page works below any prefix that a proxy may add. */
    @Test
    void addressesAreRelativeAndThoseOfFilesExist() {
        List<String> addresses = Pattern.compile("(?:src|href)=\"([^\"]*)\"").matcher(exporter.page()).results()
                .map((MatchResult found) -> found.group(1)).filter(address -> !address.startsWith("#")).toList();
        assertThat(addresses).hasSizeGreaterThan(5).contains("metrics").noneMatch(address -> address.startsWith("/"));
        assertThat(PageFiles.readAll())
                .containsKeys(addresses.stream().filter(address -> address.startsWith("darwin-exporter/"))
                        .map(address -> address.substring("darwin-exporter/".length())).toArray(String[]::new));
    }
}

package io.darwinexporter.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

import org.junit.jupiter.api.Test;

import io.darwinexporter.runtime.StatusReport.GroupRow;

class StatusPageTest {

    @Test
    void textsFromOutsideCannotBecomeMarkup() {
        String hostile = "<script>alert('1')</script>\"&amp;\u0000\u001b\n";
        String page = StatusPage.of(new StatusReport(hostile, hostile, List.of(hostile), Map.of(hostile, hostile),
                List.of(hostile), List.of(row(hostile, hostile))));
        assertThat(page).doesNotContain("<script", "\u0000", "\u001b", "&amp;amp;\u0000");
        assertThat(page).contains("<td>&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;amp;\uFFFD\uFFFD\uFFFD</td>");
        assertThat(page).contains("<a href=\"&lt;script&gt;");
    }

    @Test
    void valuesAreReadable() {
        String page = StatusPage.of(report(List.of(row("java", "alice"))));
        assertThat(page).contains("<tr><td>java</td><td>alice</td><td class=n>3</td><td class=n>12.35</td>"
                + "<td class=n>61.50</td><td class=n>1.5 KiB</td><td class=n>1023 B</td><td class=n>7</td>"
                + "<td class=n>8</td><td class=n>0 B</td><td class=n>8.0 EiB</td></tr>");
    }

    @Test
    void whatIsNotKnownIsNotShownAsZero() {
        GroupRow unknown = new GroupRow("a", "b", 1, OptionalDouble.empty(), OptionalDouble.empty(), OptionalLong.empty(),
                OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
        assertThat(StatusPage.of(report(List.of(unknown))))
                .contains("<td>a</td><td>b</td><td class=n>1</td>" + "<td class=n>–</td>".repeat(8) + "</tr>");
    }

    @Test
    void aLongTableIsCutAndSaysSo() {
        List<GroupRow> rows = new ArrayList<>();
        for (int i = 0; i < 503; i++) {
            rows.add(row("group" + i, "u"));
        }
        assertThat(StatusPage.of(report(rows))).contains("Groups: 503", "group499<", "and 3 more").doesNotContain("group500<");
    }

    @Test
    void whatIsMissingHasASectionOnlyIfThereIsSomething() {
        assertThat(StatusPage.of(report(List.of()))).doesNotContain("Missing here");
        assertThat(StatusPage.of(new StatusReport("1", "p", List.of("no netlink"), Map.of(), List.of(), List.of())))
                .contains("<h2>Missing here</h2>", "<li>no netlink</li>");
    }

    @Test
    void thePolicyAllowsThePagesOwnStyleAndNothingElse() throws Exception {
        String page = StatusPage.of(report(List.of()));
        String style = page.substring(page.indexOf("<style>") + "<style>".length(), page.indexOf("</style>"));
        String hash = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(style.getBytes(UTF_8)));
        assertThat(StatusPage.HEADERS.get("Content-Security-Policy"))
                .startsWith("default-src 'none'; style-src 'sha256-" + hash + "';");
        assertThat(page).doesNotContain("<script", "style=", "http:", "https:", "url(");
    }

    private static StatusReport report(List<GroupRow> rows) {
        return new StatusReport("1.2.3", "Linux 6", List.of(), Map.of("Groups", "by name"), List.of("/metrics"), rows);
    }

    private static GroupRow row(String group, String user) {
        return new GroupRow(group, user, 3, OptionalDouble.of(0.12345), OptionalDouble.of(61.5), OptionalLong.of(1536),
                OptionalLong.of(1023), OptionalLong.of(7), OptionalLong.of(8), OptionalLong.of(0),
                OptionalLong.of(Long.MAX_VALUE));
    }
}

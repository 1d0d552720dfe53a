package io.darwinexporter.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import io.darwinexporter.internal.collect.CollectionResult;
import io.darwinexporter.internal.group.Group;
import io.darwinexporter.internal.group.GroupTable;
import io.darwinexporter.internal.snapshot.Measure;

/**
 * The page for people as it is sent: the frame of <code>page.html</code>, filled with what is known now. It is of use as it is;
 * a browser with scripts makes it live by the {@linkplain PageFiles files} that it names, and {@link GroupsJson}. Every text
 * that is not the page's own is escaped.
 */
final class StatusPage {

    /** How many groups are shown at most, so that the page stays one that a browser likes. */
    private static final int MAX_ROWS = 500;

    private static final String ABSENT = "<td class=\"number\">–</td>";

    /**
     * What a browser is to know beside the page itself: what it runs and loads is the exporter's own files, and nothing else.
     */
    static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "text/html; charset=utf-8",
            "Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-store");

    private static final Comparator<Group> BY_CPU = Comparator
            .comparingDouble((Group group) -> group.hasCpuUsage() ? group.cpuUsageRatio() : -1)
            .thenComparingLong(StatusPage::cpuNanos)
            .reversed()
            .thenComparing(group -> group.labels().groupName());

    private static final List<Measure> COUNTS = List.of(Measure.OPEN_DESCRIPTORS, Measure.THREADS);
    private static final List<Measure> SIZES = List.of(Measure.RESIDENT_BYTES, Measure.FOOTPRINT_BYTES);
    private static final List<Measure> TRAFFIC = List.of(Measure.DISK_READ_BYTES, Measure.DISK_WRITE_BYTES,
            Measure.NET_RECEIVE_BYTES, Measure.NET_TRANSMIT_BYTES);

    private final StringBuilder html = new StringBuilder(32 * 1024);
    private final String host;
    private final StatusReport report;
    private final List<String> links;
    private final GroupTable groups;

    private StatusPage(String host, StatusReport report, List<String> links, GroupTable groups) {
        this.host = host;
        this.report = report;
        this.links = links;
        this.groups = groups;
    }

    /**
     * @param host the name of the machine
     * @param links pages to go to, relative to this one
     * @param result on loan to the caller
     */
    static byte[] of(String host, StatusReport report, List<String> links, CollectionResult result) {
        return new StatusPage(host, report, links, result.groups()).write(PageFiles.frame());
    }

    /** Copies the frame, and fills what is in double braces. */
    private byte[] write(byte[] frameBytes) {
        String frame = new String(frameBytes, UTF_8);
        int written = 0;
        for (int open = frame.indexOf("{{"); open >= 0; open = frame.indexOf("{{", written)) {
            html.append(frame, written, open);
            int close = frame.indexOf("}}", open);
            fill(frame.substring(open + 2, close));
            written = close + 2;
        }
        return html.append(frame, written, frame.length()).toString().getBytes(UTF_8);
    }

    private void fill(String name) {
        switch (name) {
            case "host" -> text(host);
            case "version" -> text(report.version());
            case "system" -> text(report.system());
            case "links" -> links();
            case "facts" -> facts();
            case "missing" -> missing();
            case "count" -> html.append(groups.size());
            case "rows" -> rows();
            case "hidden" -> hidden();
            default -> throw new IllegalArgumentException("page.html wants " + name);
        }
    }

    private void links() {
        for (String link : links) {
            html.append("<li><a href=\"");
            text(link).append("\">");
            text(link).append("</a></li>\n");
        }
    }

    private void facts() {
        report.facts().forEach((name, value) -> {
            html.append("<div><dt>");
            text(name).append("</dt><dd>");
            text(value).append("</dd></div>\n");
        });
    }

    private void missing() {
        for (String entry : report.missing().isEmpty() ? List.of("Nothing.") : report.missing()) {
            html.append("<li>");
            text(entry).append("</li>\n");
        }
    }

    private void rows() {
        List<Group> busiest = new ArrayList<>(groups.size());
        for (int i = 0; i < groups.size(); i++) {
            busiest.add(groups.group(i));
        }
        busiest.sort(BY_CPU);
        for (Group group : busiest.subList(0, Math.min(MAX_ROWS, busiest.size()))) {
            row(group);
        }
    }

    private void hidden() {
        if (groups.size() > MAX_ROWS) {
            html.append("<p>and ").append(groups.size() - MAX_ROWS).append(" more, which use less CPU</p>");
        }
    }

    private void row(Group group) {
        html.append("<tr><th scope=\"row\">");
        text(group.labels().groupName()).append("</th><td>");
        text(group.labels().user()).append("</td>");
        number(Integer.toString(group.processes()));
        if (group.hasCpuUsage()) {
            number(ReadableNumber.fixed(group.cpuUsageRatio() * 100));
        } else {
            html.append(ABSENT);
        }
        if (hasCpu(group)) {
            number(ReadableNumber.fixed(cpuNanos(group) / 1e9));
        } else {
            html.append(ABSENT);
        }
        sizes(group, SIZES);
        for (Measure count : COUNTS) {
            if (group.has(count)) {
                number(Long.toString(group.value(count)));
            } else {
                html.append(ABSENT);
            }
        }
        sizes(group, TRAFFIC);
        html.append("</tr>\n");
    }

    private void sizes(Group group, List<Measure> measures) {
        for (Measure size : measures) {
            if (group.has(size)) {
                number(ReadableNumber.bytes(group.value(size)));
            } else {
                html.append(ABSENT);
            }
        }
    }

    private static boolean hasCpu(Group group) {
        return group.has(Measure.CPU_USER_NANOS) && group.has(Measure.CPU_SYSTEM_NANOS);
    }

    private static long cpuNanos(Group group) {
        return hasCpu(group) ? group.value(Measure.CPU_USER_NANOS) + group.value(Measure.CPU_SYSTEM_NANOS) : -1;
    }

    private void number(String value) {
        html.append("<td class=\"number\">").append(value).append("</td>");
    }

    /** Adds text that may hold anything. */
    private StringBuilder text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                // Characters that HTML does not have.
                default -> html.append(Character.isISOControl(c) ? '\uFFFD' : c);
            }
        }
        return html;
    }
}

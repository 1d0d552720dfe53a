package io.darwinexporter.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

import io.darwinexporter.runtime.StatusReport.GroupRow;

/**
 * The page for people: a {@link StatusReport} as HTML. No script, nothing from elsewhere; every text that is not the page's own
 * is escaped.
 */
final class StatusPage {

    /** How many groups are shown at most, so that the page stays one that a browser likes. */
    private static final int MAX_ROWS = 500;

    private static final String ABSENT = "<td class=n>–</td>";

    private static final String STYLE = """
            :root{color-scheme:light dark}
            body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}
            h1 small{font-weight:normal;opacity:.7}
            table{border-collapse:collapse;width:100%}
            th,td{text-align:left;padding:.2rem .6rem;border-bottom:1px solid #8884;overflow-wrap:anywhere}
            th{white-space:nowrap}
            .n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
            .wide{overflow-x:auto}
            dt{font-weight:600;float:left;clear:left;margin-right:.5rem}
            dd{margin:0}
            """;

    private static final String COLUMNS = "<th>Group<th>User<th class=n>Processes<th class=n>CPU %<th class=n>CPU s"
            + "<th class=n>Resident<th class=n>Footprint<th class=n>Descriptors<th class=n>Threads"
            + "<th class=n>Disk read<th class=n>Disk written";

    /** What a browser is to know beside the page itself. */
    static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "text/html; charset=utf-8",
            "Content-Security-Policy", "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
                    + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-store");

    private final StringBuilder html = new StringBuilder(16 * 1024);

    private StatusPage() {
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String of(StatusReport report) {
        return new StatusPage().write(report);
    }

    private String write(StatusReport report) {
        html.append("<!DOCTYPE html>\n<html lang=en>\n<head><meta charset=utf-8><title>darwin-exporter</title>")
                .append("<meta name=viewport content=\"width=device-width\"><style>").append(STYLE)
                .append("</style></head>\n<body>\n<h1>darwin-exporter <small>");
        text(report.version()).append("</small></h1>\n<p>");
        text(report.platform()).append("</p>\n");
        links(report.links());
        facts(report.facts());
        missing(report.missing());
        groups(report.groups());
        return html.append("</body>\n</html>\n").toString();
    }

    private void links(List<String> links) {
        html.append("<p>");
        for (String link : links) {
            html.append("<a href=\"");
            text(link).append("\">");
            text(link).append("</a> ");
        }
        html.append("</p>\n");
    }

    private void facts(Map<String, String> facts) {
        html.append("<dl>\n");
        facts.forEach((name, value) -> {
            html.append("<dt>");
            text(name).append("</dt><dd>");
            text(value).append("</dd>\n");
        });
        html.append("</dl>\n");
    }

    private void missing(List<String> missing) {
        if (missing.isEmpty()) {
            return;
        }
        html.append("<h2>Missing here</h2>\n<ul>\n");
        for (String entry : missing) {
            html.append("<li>");
            text(entry).append("</li>\n");
        }
        html.append("</ul>\n");
    }

    private void groups(List<GroupRow> groups) {
        html.append("<h2>Groups: ").append(groups.size()).append("</h2>\n<div class=wide><table>\n<thead><tr>")
                .append(COLUMNS).append("</tr></thead>\n<tbody>\n");
        int shown = Math.min(groups.size(), MAX_ROWS);
        for (GroupRow row : groups.subList(0, shown)) {
            row(row);
        }
        html.append("</tbody>\n</table></div>\n");
        if (shown < groups.size()) {
            html.append("<p>and ").append(groups.size() - shown).append(" more, which use less CPU</p>\n");
        }
    }

    private void row(GroupRow row) {
        html.append("<tr><td>");
        text(row.group()).append("</td><td>");
        text(row.user()).append("</td>");
        number(Integer.toString(row.processes()));
        if (row.cpuRatio().isPresent()) {
            number(fixed(row.cpuRatio().getAsDouble() * 100));
        } else {
            html.append(ABSENT);
        }
        if (row.cpuSeconds().isPresent()) {
            number(fixed(row.cpuSeconds().getAsDouble()));
        } else {
            html.append(ABSENT);
        }
        bytes(row.residentBytes());
        bytes(row.footprintBytes());
        count(row.descriptors());
        count(row.threads());
        bytes(row.diskReadBytes());
        bytes(row.diskWriteBytes());
        html.append("</tr>\n");
    }

    private void count(OptionalLong value) {
        if (value.isPresent()) {
            number(Long.toString(value.getAsLong()));
        } else {
            html.append(ABSENT);
        }
    }

    private void bytes(OptionalLong value) {
        if (value.isPresent()) {
            number(size(value.getAsLong()));
        } else {
            html.append(ABSENT);
        }
    }

    private void number(String value) {
        html.append("<td class=n>").append(value).append("</td>");
    }

    private static String fixed(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String size(long bytes) {
        if (bytes < 1024) {
            return bytes + " B";
        }
        int power = (63 - Long.numberOfLeadingZeros(bytes)) / 10;
        return String.format(Locale.ROOT, "%.1f %ciB", bytes / (double) (1L << power * 10), "KMGTPE".charAt(power - 1));
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

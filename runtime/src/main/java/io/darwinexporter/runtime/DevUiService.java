package io.darwinexporter.runtime;

import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.ConfigProvider;

import io.darwinexporter.internal.explain.ExplanationText;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.DefaultValuesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What the page in the Dev UI asks for. A bean in dev mode only; its methods are called by their names.
 */
public class DevUiService {

    @Inject
    ProcessExporter exporter;

    @Inject
    WebLayout layout;

    /** What is on, what is missing, and the groups. */
    @Blocking
    public JsonObject status() {
        StatusReport report = exporter.collection().fresh(result -> StatusReport.of(result, exporter, layout));
        JsonArray groups = new JsonArray();
        for (StatusReport.GroupRow row : report.groups()) {
            groups.add(json(row));
        }
        return new JsonObject().put("version", report.version()).put("platform", report.platform())
                .put("missing", new JsonArray(List.copyOf(report.missing())))
                .put("facts", facts(report.facts()))
                .put("configuration", configuration())
                .put("groups", groups);
    }

    private static JsonArray facts(Map<String, String> facts) {
        JsonArray all = new JsonArray();
        facts.forEach((name, value) -> all.add(new JsonObject().put("name", name).put("value", value)));
        return all;
    }

    /** Every property of the exporter, with the value that is in force; and where it is from, unless it is the default. */
    private static JsonArray configuration() {
        SmallRyeConfig config = ConfigProvider.getConfig().unwrap(SmallRyeConfig.class);
        SortedSet<String> properties = new TreeSet<>();
        for (String name : config.getPropertyNames()) {
            if (name.startsWith(DarwinExporterRuntimeConfig.PREFIX + '.')) {
                properties.add(name);
            }
        }
        JsonArray entries = new JsonArray();
        for (String property : properties) {
            ConfigValue value = config.getConfigValue(property);
            JsonObject entry = new JsonObject().put("property", property).put("value", value.getValue());
            if (!DefaultValuesConfigSource.NAME.equals(value.getSourceName())) {
                entry.put("source", value.getSourceName());
            }
            entries.add(entry);
        }
        return entries;
    }

    private static JsonObject json(StatusReport.GroupRow row) {
        JsonObject json = new JsonObject().put("group", row.group()).put("user", row.user())
                .put("processes", row.processes());
        put(json, "cpuRatio", row.cpuRatio());
        put(json, "cpuSeconds", row.cpuSeconds());
        put(json, "residentBytes", row.residentBytes());
        put(json, "descriptors", row.descriptors());
        put(json, "threads", row.threads());
        return json;
    }

    private static void put(JsonObject json, String name, OptionalLong value) {
        value.ifPresent(present -> json.put(name, present));
    }

    private static void put(JsonObject json, String name, OptionalDouble value) {
        value.ifPresent(present -> json.put(name, present));
    }

    /** In which group a process is, and why; never its command line, which may hold secrets. */
    @Blocking
    public JsonObject explain(int pid) {
        return exporter.explain(pid).map(found -> ExplanationJson.of(found).put("text", ExplanationText.of(found)))
                .orElseGet(() -> new JsonObject().put("pid", pid).put("why",
                        "There is no such process, or it is none that the exporter looks at."));
    }
}

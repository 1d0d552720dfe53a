package io.darwinexporter.runtime;

import java.util.SortedSet;
import java.util.TreeSet;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.ConfigProvider;

import io.darwinexporter.internal.explain.ExplanationText;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.DefaultValuesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * What the page in the Dev UI asks for. A bean in dev mode only; its methods are called by their names.
 */
public class DevUiService {

    @Inject
    ProcessExporter exporter;

    /** What is on, what is missing, and the groups. */
    @Blocking
    public JsonObject status() {
        byte[] json = exporter.collection()
                .fresh(result -> GroupsJson.of(result, StatusReport.of(result, exporter), null));
        return new JsonObject(Buffer.buffer(json)).put("configuration", configuration());
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

    /** In which group a process is, and why; never its command line, which may hold secrets. */
    @Blocking
    public JsonObject explain(int pid) {
        return exporter.explain(pid).map(found -> ExplanationJson.of(found).put("text", ExplanationText.of(found)))
                .orElseGet(() -> new JsonObject().put("pid", pid).put("why",
                        "There is no such process, or it is none that the exporter looks at."));
    }
}

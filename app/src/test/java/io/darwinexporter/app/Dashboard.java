package io.darwinexporter.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/**
 * The Grafana dashboard, as its file has it.
 */
record Dashboard(JsonObject json) {

    static final Path FOLDER = Path.of("..", "dashboards");

    private static final String DARWIN_ONLY = "(macOS only)";
    private static final String LINUX_ONLY = "(Linux only)";

    static Dashboard read() throws IOException {
        return new Dashboard(new JsonObject(Files.readString(FOLDER.resolve("darwin-exporter.json"))));
    }

    /** A panel, or a row that is the heading of what follows or, if it is collapsed, of what it holds. */
    record Panel(JsonObject json) {

        int id() {
            return json.getInteger("id");
        }

        String title() {
            return json.getString("title");
        }

        String type() {
            return json.getString("type");
        }

        boolean isRow() {
            return type().equals("row");
        }

        String description() {
            return json.getString("description", "");
        }

        boolean isDarwinOnly() {
            return description().endsWith(DARWIN_ONLY);
        }

        boolean isLinuxOnly() {
            return description().endsWith(LINUX_ONLY);
        }

        int x() {
            return json.getJsonObject("gridPos").getInteger("x");
        }

        int y() {
            return json.getJsonObject("gridPos").getInteger("y");
        }

        int width() {
            return json.getJsonObject("gridPos").getInteger("w");
        }

        int height() {
            return json.getJsonObject("gridPos").getInteger("h");
        }

        /** Those that a collapsed row holds. */
        List<Panel> inside() {
            return panelsOf(json);
        }

        List<Query> queries() {
            List<Query> queries = new ArrayList<>();
            for (JsonObject target : objects(json.getJsonArray("targets"))) {
                queries.add(new Query(this, target));
            }
            return queries;
        }
    }

    /** What a panel asks Prometheus. */
    record Query(Panel panel, JsonObject json) {

        String refId() {
            return json.getString("refId", "");
        }

        String expression() {
            return json.getString("expr", "");
        }

        boolean isInstant() {
            return json.getBoolean("instant", false);
        }

        /** The unit its values are shown in: that of its column in a table of several, else the panel's. */
        String unit() {
            JsonObject fields = panel.json().getJsonObject("fieldConfig");
            for (JsonObject override : objects(fields.getJsonArray("overrides"))) {
                if (override.getJsonObject("matcher").getString("options").equals("Value #" + refId())) {
                    for (JsonObject property : objects(override.getJsonArray("properties"))) {
                        if (property.getString("id").equals("unit")) {
                            return property.getString("value");
                        }
                    }
                }
            }
            return fields.getJsonObject("defaults").getString("unit", "");
        }

        @Override
        public String toString() {
            return panel.title() + " (" + panel.id() + refId() + "): " + expression();
        }
    }

    /** The panels and rows of the outer level. */
    List<Panel> outerPanels() {
        return panelsOf(json);
    }

    /** All panels and rows, those inside collapsed rows, too. */
    List<Panel> panels() {
        List<Panel> all = new ArrayList<>();
        for (Panel panel : outerPanels()) {
            all.add(panel);
            all.addAll(panel.inside());
        }
        return all;
    }

    List<Query> queries() {
        List<Query> all = new ArrayList<>();
        for (Panel panel : panels()) {
            all.addAll(panel.queries());
        }
        return all;
    }

    List<JsonObject> variables() {
        return objects(json.getJsonObject("templating").getJsonArray("list"));
    }

    private static List<Panel> panelsOf(JsonObject holder) {
        List<Panel> panels = new ArrayList<>();
        for (JsonObject panel : objects(holder.getJsonArray("panels"))) {
            panels.add(new Panel(panel));
        }
        return panels;
    }

    private static List<JsonObject> objects(JsonArray array) {
        List<JsonObject> objects = new ArrayList<>();
        for (Object element : array == null ? new JsonArray() : array) {
            objects.add((JsonObject) element);
        }
        return objects;
    }
}

package io.darwinexporter.test;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;
import io.vertx.core.json.JsonObject;

class DevUiTest {

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest().withApplicationRoot(archive -> archive
            .addAsResource(
                    new StringAsset("quarkus.darwin-exporter.exclude-patterns=sleep\nquarkus.darwin-exporter.min-age=0\n"),
                    "application.properties"));

    @Test
    void thePageShowsGroupsAndConfigurationAndExplainsProcesses() throws Exception {
        when().get("/q/dev-ui/quarkus-darwin-exporter/qwc-darwin-exporter.js").then().statusCode(200)
                .body(containsString("jsonRpc.explain"));

        JsonObject status = ask("status", new JsonObject());
        assertThat(status.getJsonArray("groups").encode()).contains("\"group\":\"java\"");
        assertThat(status.getJsonArray("facts").encode()).contains("exclude [sleep]");
        assertThat(status.getJsonArray("configuration").encode()).contains(
                "{\"property\":\"quarkus.darwin-exporter.cpu-window\",\"value\":\"1s\"}",
                "{\"property\":\"quarkus.darwin-exporter.exclude-patterns\",\"value\":\"sleep\",\"source\":");

        JsonObject self = ask("explain", new JsonObject().put("pid", ProcessHandle.current().pid()));
        assertThat(self.getString("group")).isEqualTo("java");
        assertThat(self.getString("why")).isEqualTo("grouped by name");
        assertThat(self.getString("text")).startsWith("process " + self.getInteger("pid") + ", \"java\"");
        assertThat(ask("explain", new JsonObject().put("pid", Integer.MAX_VALUE)).getString("why")).contains("no such process");
    }

    @Test
    void thePageTellsWhyAProcessIsLeftOut() throws Exception {
        Process sleep = new ProcessBuilder("sleep", "60").start();
        try {
            // Until then it is a copy of this program.
            while (!sleep.info().command().orElse("").endsWith("sleep")) {
                Thread.sleep(10);
            }
            // The first may be of a collection of the schedule that had begun before the process was there.
            ask("explain", new JsonObject().put("pid", sleep.pid()));
            JsonObject explanation = ask("explain", new JsonObject().put("pid", sleep.pid()));
            assertThat(explanation.getString("group")).isNull();
            assertThat(explanation.getString("why")).isEqualTo("left out: exclude pattern \"sleep\" matches");
        } finally {
            sleep.destroyForcibly();
        }
    }

    private static JsonObject ask(String method, JsonObject parameters) throws Exception {
        CompletableFuture<JsonObject> answer = new CompletableFuture<>();
        WebSocket socket = HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create("ws://localhost:8080/q/dev-ui/json-rpc-ws"), new Listener(answer))
                .get(10, TimeUnit.SECONDS);
        socket.sendText(new JsonObject().put("jsonrpc", "2.0").put("id", 7)
                .put("method", "quarkus-darwin-exporter_" + method).put("params", parameters).encode(), true);
        try {
            return answer.get(20, TimeUnit.SECONDS);
        } finally {
            socket.abort();
        }
    }

    private static final class Listener implements WebSocket.Listener {

        private final CompletableFuture<JsonObject> answer;
        private final StringBuilder text = new StringBuilder();

        Listener(CompletableFuture<JsonObject> answer) {
            this.answer = answer;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                JsonObject message = new JsonObject(text.toString());
                text.setLength(0);
                if (Integer.valueOf(7).equals(message.getInteger("id"))) {
                    if (message.getJsonObject("result") == null) {
                        answer.completeExceptionally(new AssertionError(message.encode()));
                    } else {
                        answer.complete(message.getJsonObject("result").getJsonObject("object"));
                    }
                }
            }
            socket.request(1);
            return null;
        }
    }
}

package io.darwinexporter.test;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class ReloadTest {

    private static final Path RULES = Path.of("target", "reload-test.yml").toAbsolutePath();

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest().withEmptyApplication()
            .setBeforeAllCustomizer(() -> write("before"))
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.min-age", "0")
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.rules-file", RULES.toString())
            .overrideRuntimeConfigKey("quarkus.darwin-exporter.reload.enabled", "true");

    private static void write(String group) {
        try {
            Files.writeString(RULES, "rules:\n- name: " + group + "\n  comm: java\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void rulesAreReadAgain() throws IOException {
        write("before");
        when().post("/-/reload").then().statusCode(200).body(equalTo("reloaded\n"));
        when().get("/metrics").then().body(containsString("process_num_procs{groupname=\"before\""));

        write("after");
        when().post("/-/reload").then().statusCode(200);
        when().get("/metrics").then().body(containsString("process_num_procs{groupname=\"after\""),
                containsString("darwin_exporter_config_last_reload_successful 1\n"));

        Files.writeString(RULES, "rules:\n- name: wrong\n  com: java\n");
        when().post("/-/reload").then().statusCode(500).body(containsString(RULES + ":3:3"), containsString("\"com\""));
        when().get("/metrics").then().body(containsString("darwin_exporter_config_last_reload_successful 0\n"),
                not(containsString("groupname=\"wrong\"")));
    }

    @Test
    void onlyPostReloads() {
        for (String method : new String[] { "GET", "HEAD", "PUT", "DELETE" }) {
            given().request(method, "/-/reload").then().statusCode(405).header("Allow", "POST");
        }
    }

    @Test
    void webPagesCannotReload() {
        given().header("Origin", "http://elsewhere.example").post("/-/reload").then().statusCode(403);
    }
}

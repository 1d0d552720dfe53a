package io.darwinexporter.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.darwinexporter.app.Program.Outcome;

/** Users in a web.config.file. */
class PasswordsIT {

    /** Of "secret", by crypt(3). */
    private static final String HASH = "$2y$04$abcdefghijklmnopqrstuu2r9OfJnfCsdneAXAGHnS4UpFFP8WIrW";
    private static final String RIGHT = basic("prometheus", "secret");
    private static final String WRONG = basic("prometheus", "guess");

    @TempDir
    Path folder;

    @Test
    void everythingButLivenessNeedsThePassword() throws Exception {
        try (RunningProgram program = start()) {
            for (String path : List.of("/metrics", "/", "/darwin-exporter/groups.json", "/darwin-exporter/page.js", "/explain",
                    "/q/metrics", "/q/health", "/q/health/ready", "/none",
                    "/q/health/live/../ready", "/q/health/live/")) {
                assertThat(program.get(path).statusCode()).as(path).isEqualTo(401);
                assertThat(program.get(path, "Authorization", WRONG).statusCode()).as(path).isEqualTo(401);
                assertThat(program.get(path, "Authorization", RIGHT).statusCode()).as(path).isNotEqualTo(401);
            }
            assertThat(program.send("POST", "/metrics").statusCode()).isEqualTo(401);
            assertThat(program.get("/metrics").headers().firstValue("WWW-Authenticate")).get().asString().startsWith("Basic ");
            assertThat(program.get("/metrics", "Authorization", RIGHT).statusCode()).isEqualTo(200);
            assertThat(program.get("/q/health/live").statusCode()).isEqualTo(200);
            assertThat(String.join("\n", program.errors())).doesNotContain("secret").doesNotContain(HASH);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "Basic", "Basic ", "Basic !!!", "Basic cHJvbWV0aGV1cw==", "Bearer x", "Basic Og==" })
    void whatIsNoPasswordIsRefused(String header) throws Exception {
        try (RunningProgram program = start()) {
            assertThat(program.get("/metrics", "Authorization", header).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void guessingKeepsNobodyOutWhosePasswordIsKnown() throws Exception {
        try (RunningProgram program = start()) {
            assertThat(program.get("/metrics", "Authorization", RIGHT).statusCode()).isEqualTo(200);

            List<CompletableFuture<Integer>> guesses = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                guesses.add(CompletableFuture.supplyAsync(() -> status(program, WRONG)));
            }

            assertThat(program.get("/metrics", "Authorization", RIGHT).statusCode()).isEqualTo(200);
            for (CompletableFuture<Integer> guess : guesses) {
                assertThat(guess.get(30, TimeUnit.SECONDS)).isIn(401, 503);
            }
        }
    }

    @Test
    void changedUsersAreTakenInWithoutRestart() throws Exception {
        try (RunningProgram program = start()) {
            assertThat(program.get("/metrics", "Authorization", RIGHT).statusCode()).isEqualTo(200);

            write("basic_auth_users: {prometheus: nonsense}\n");
            eventually(program, "the users before stay");
            assertThat(program.get("/metrics", "Authorization", RIGHT).statusCode()).isEqualTo(200);

            write("basic_auth_users: {grafana: " + HASH + "}\n");
            eventually(program, "users read again");
            assertThat(program.get("/metrics", "Authorization", RIGHT).statusCode()).isEqualTo(401);
            assertThat(program.get("/metrics", "Authorization", basic("grafana", "secret")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void mistakesAreTheirLinesAndExitCode2() throws Exception {
        write("basic_auth_users:\n  prometheus: secret\nrate_limit: {}\n");

        for (String[] arguments : new String[][] { { "--web.config.file", "web.yml" },
                { "check-config", "--web.config.file", "web.yml" } }) {
            Outcome outcome = Program.in(folder).run(arguments);
            assertThat(outcome.exitCode()).isEqualTo(2);
            assertThat(outcome.errors()).hasSize(2)
                    .anyMatch(line -> line.startsWith("darwin-exporter: web.yml:2:15 basic_auth_users.prometheus: "))
                    .anyMatch(line -> line.startsWith("darwin-exporter: web.yml:3:1 rate_limit: not supported"));
        }
    }

    /** Half of it would be too late there, so that none of it would be asked for. */
    @Test
    void fileNamedInTheEnvironmentIsRefused() throws Exception {
        Outcome outcome = Program.in(folder).with("DARWIN_EXPORTER_WEB_CONFIG_FILE", "web.yml").run("--port", "0");

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.errors()).last().asString()
                .startsWith("darwin-exporter: darwin-exporter.web.config.file: \"web.yml\" counts only if");
    }

    @Test
    void usersMayBeSettings() throws Exception {
        try (RunningProgram program = Program.in(folder).with("DARWIN_EXPORTER_WEB_USERS_GRAFANA", HASH)
                .start("--bind", "0.0.0.0", "-Ddarwin-exporter.web.users.prometheus=" + HASH)) {
            assertThat(program.get("/metrics").statusCode()).isEqualTo(401);
            assertThat(program.get("/metrics", "Authorization", WRONG).statusCode()).isEqualTo(401);
            assertThat(program.get("/metrics", "Authorization", RIGHT).statusCode()).isEqualTo(200);
            assertThat(program.get("/metrics", "Authorization", basic("grafana", "secret")).statusCode()).isEqualTo(200);
            assertThat(program.get("/q/health/live").statusCode()).isEqualTo(200);
            assertThat(program.errors()).noneMatch(line -> line.contains("WARN"));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void settingThatIsNoHashIsRefusedAndNotTold(boolean onlyChecked) throws Exception {
        String user = "-Ddarwin-exporter.web.users.prometheus=secret";
        Outcome outcome = onlyChecked ? Program.in(folder).run("check-config", user) : Program.in(folder).run(user);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.errors()).last().asString()
                .contains("darwin-exporter.web.users.\"prometheus\": \"...\" is not accepted, it takes a bcrypt hash")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void usersInBothPlacesAreRefused(boolean onlyChecked) throws Exception {
        write("basic_auth_users: {grafana: " + HASH + "}\n");
        String[] both = { "--web.config.file", "web.yml", "-Ddarwin-exporter.web.users.prometheus=" + HASH };
        Outcome outcome = onlyChecked ? Program.in(folder).run("check-config", both[0], both[1], both[2])
                : Program.in(folder).run(both);

        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.errors()).last().asString().isEqualTo("darwin-exporter: darwin-exporter.web.users: \"prometheus\""
                + " is not accepted, it takes users only where there is no --web.config.file");
    }

    @Test
    void openToAllIsSaidOnce() throws Exception {
        try (RunningProgram program = Program.in(folder).start("--bind", "0.0.0.0")) {
            eventually(program, "Everybody");
            assertThat(program.errors()).filteredOn(line -> line.contains("WARN")).singleElement().asString()
                    .contains("--bind", "--web.config.file");
        }
        write("basic_auth_users: {prometheus: " + HASH + "}\n");
        try (RunningProgram program = Program.in(folder).start("--bind", "0.0.0.0", "--web.config.file", "web.yml")) {
            assertThat(program.errors()).noneMatch(line -> line.contains("WARN"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/metrics", "/none", "/q/metrics" })
    void browsersAreToldWhatNotToDo(String path) throws Exception {
        try (RunningProgram program = Program.in(folder).start()) {
            var headers = program.get(path).headers();
            assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(headers.allValues("X-Frame-Options")).containsExactly("DENY");
            assertThat(headers.allValues("Referrer-Policy")).containsExactly("no-referrer");
            assertThat(headers.allValues("Content-Security-Policy")).singleElement().asString()
                    .startsWith("default-src 'none'").contains("frame-ancestors 'none'");
        }
    }

    private RunningProgram start() throws Exception {
        write("basic_auth_users: {prometheus: " + HASH + "}\n");
        return Program.in(folder).start("--web.config.file", "web.yml");
    }

    /** At once, as those do who care about who reads the file meanwhile. */
    private void write(String text) throws Exception {
        Files.move(Files.writeString(folder.resolve("new.yml"), text), folder.resolve("web.yml"),
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static void eventually(RunningProgram program, String logged) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (program.errors().stream().noneMatch(line -> line.contains(logged))) {
            assertThat(System.nanoTime()).as("waiting for %s", logged).isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private static int status(RunningProgram program, String authorization) {
        try {
            return program.get("/metrics", "Authorization", authorization).statusCode();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(UTF_8));
    }
}

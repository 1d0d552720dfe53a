package io.darwinexporter.test;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import jakarta.inject.Singleton;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.darwinexporter.GroupNamer;
import io.darwinexporter.ProcessFacts;
import io.quarkus.test.QuarkusDevModeTest;

/** An application that is started anew, in the same Java runtime, whenever its source or configuration has changed. */
class LiveReloadTest {

    private static final String CONFIGURATION = "quarkus.darwin-exporter.endpoint.enabled=true\n"
            + "quarkus.darwin-exporter.min-age=0\n";
    private static final int RELOADS = 3;

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest()
            .withApplicationRoot(archive -> archive.addClass(Grouper.class)
                    .addAsResource(new StringAsset(CONFIGURATION), "application.properties"));

    @Singleton
    public static class Grouper implements GroupNamer {

        @Override
        public String groupName(ProcessFacts process) {
            return "grouped 0 times anew";
        }
    }

    @Test
    void aChangedGroupingIsInForceAtTheNextScrapeAndNothingIsShownTwice() {
        assertThat(scrape()).contains("process_num_procs{groupname=\"grouped 0 times anew\"");
        change("0 times", "7 times");
        assertThat(scrape()).contains("process_num_procs{groupname=\"grouped 7 times anew\"").doesNotContain("0 times");
        List<String> families = given().accept("text/plain").get("/q/metrics").then().statusCode(200).extract().asString()
                .lines().filter(line -> line.startsWith("# TYPE ")).toList();
        assertThat(families).doesNotHaveDuplicates().contains("# TYPE process_num_procs gauge");
    }

    @Test
    void aChangedConfigurationIsInForceAtTheNextScrape() {
        APPLICATION.modifyResourceFile("application.properties", text -> text + "quarkus.darwin-exporter.path=/elsewhere\n");
        when().get("/elsewhere").then().statusCode(200);
        when().get("/metrics").then().statusCode(404);
        APPLICATION.modifyResourceFile("application.properties", text -> CONFIGURATION);
        when().get("/metrics").then().statusCode(200);
    }

    /** Tests run in the Java runtime that the application runs in. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void reloadsLeaveNoThreadAndNoDescriptorBehind() throws IOException {
        change("0 times", "1 times");
        List<String> threads = threads();
        long sockets = netlinkSockets();
        long procfs = descriptors(target -> target.startsWith("/proc"));
        for (int i = 1; i <= RELOADS; i++) {
            change(i + " times", i + 1 + " times");
        }
        assertThat(threads()).isEqualTo(threads);
        assertThat(descriptors(target -> target.startsWith("/proc"))).isLessThan(procfs + RELOADS);
        assertThat(netlinkSockets()).isEqualTo(sockets);
    }

    private static void change(String from, String to) {
        APPLICATION.modifySourceFile(LiveReloadTest.class, text -> text.replace("grouped " + from, "grouped " + to));
        assertThat(scrape()).contains("groupname=\"grouped " + to);
    }

    private static String scrape() {
        return when().get("/metrics").then().statusCode(200).extract().asString();
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName)
                .filter(name -> name.startsWith("darwin-exporter") || name.startsWith("quarkus-scheduler")).sorted().toList();
    }

    /** The exporter's kind of sockets: those of HTTP clients are closed when they are collected as garbage. */
    private static long netlinkSockets() throws IOException {
        Set<String> sockets = Files.readAllLines(Path.of("/proc/self/net/netlink")).stream()
                .map(line -> "socket:[" + line.strip().replaceFirst(".* ", "") + "]").collect(Collectors.toSet());
        return descriptors(sockets::contains);
    }

    private static long descriptors(Predicate<String> wanted) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors.filter(descriptor -> wanted.test(target(descriptor))).count();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            return "";
        }
    }
}

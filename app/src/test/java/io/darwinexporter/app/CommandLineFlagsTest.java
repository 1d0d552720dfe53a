package io.darwinexporter.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

class CommandLineFlagsTest {

    private static final String INCLUDE = "quarkus.darwin-exporter.include-patterns";

    static Stream<Arguments> accepted() {
        return Stream.of(
                arguments("-p 9100", "quarkus.http.port", "9100"),
                arguments("-p9100", "quarkus.http.port", "9100"),
                arguments("--port=0", "quarkus.http.port", "0"),
                arguments("--port 65535", "quarkus.http.port", "65535"),
                arguments("-b ::1", "quarkus.http.host", "::1"),
                arguments("--bind localhost", "quarkus.http.host", "localhost"),
                arguments("--profile process-exporter", "quarkus.darwin-exporter.profile", "process-exporter"),
                arguments("--path /processes", "quarkus.darwin-exporter.path", "/processes"),
                arguments("-i 30", "quarkus.darwin-exporter.interval", "PT30S"),
                arguments("--interval 0", "quarkus.darwin-exporter.interval", "PT0S"),
                arguments("--interval 86400", "quarkus.darwin-exporter.interval", "PT24H"),
                arguments("--interval 1.25", "quarkus.darwin-exporter.interval", "PT1.25S"),
                arguments("--include-pattern java", INCLUDE, "java"),
                arguments("--exclude-pattern sh", "quarkus.darwin-exporter.exclude-patterns", "sh"),
                arguments("--no-threads", "quarkus.darwin-exporter.collect.threads", "false"),
                arguments("--no-fd", "quarkus.darwin-exporter.collect.descriptors", "false"),
                arguments("-Dquarkus.log.level=DEBUG", "quarkus.log.level", "DEBUG"),
                arguments("-Dsome.switch", "some.switch", ""));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void flagBecomesSetting(String line, String key, String value) {
        assertThat(CommandLineFlags.parse(line.split(" ")).settings()).isEqualTo(Map.of(key, value));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("-p 65536", "--port: \"65536\" is not accepted, it takes a port number from 0 to 65535"),
                arguments("-p -1", "--port: \"-1\" is not accepted, it takes a port number from 0 to 65535"),
                arguments("--port=", "--port: \"\" is not accepted, it takes a port number from 0 to 65535"),
                arguments("--port", "--port lacks its value, it takes a port number from 0 to 65535"),
                arguments("--bind=", "--bind: \"\" is not accepted, it takes an address or host name of this machine"),
                arguments("--path metrics", "--path: \"metrics\" is not accepted, it takes a path such as /metrics,"
                        + " of letters, digits and . _ ~ - after each slash"),
                arguments("--profile prometheus", "--profile: \"prometheus\" is not accepted, it takes one of original,"
                        + " process-exporter, otel"),
                arguments("--path /a?b", "--path: \"/a?b\" is not accepted, it takes a path such as /metrics,"
                        + " of letters, digits and . _ ~ - after each slash"),
                arguments("--path /a//b", "--path: \"/a//b\" is not accepted, it takes a path such as /metrics,"
                        + " of letters, digits and . _ ~ - after each slash"),
                arguments("--path /..", "--path: \"/..\" is not accepted, it takes a path such as /metrics,"
                        + " of letters, digits and . _ ~ - after each slash"),
                arguments("-i soon", "--interval: \"soon\" is not accepted, it takes 0 or a number of seconds from 1 to"
                        + " 86400"),
                arguments("-i -5", "--interval: \"-5\" is not accepted, it takes 0 or a number of seconds from 1 to"
                        + " 86400"),
                arguments("-i 0.5", "--interval: \"0.5\" is not accepted, it takes 0 or a number of seconds from 1 to"
                        + " 86400"),
                arguments("-i 86400.5", "--interval: \"86400.5\" is not accepted, it takes 0 or a number of seconds from 1"
                        + " to 86400"),
                arguments("-i 1e99", "--interval: \"1e99\" is not accepted, it takes 0 or a number of seconds from 1 to"
                        + " 86400"),
                arguments("--include-pattern=", "--include-pattern: \"\" is not accepted, it takes a part of a process"
                        + " name"),
                arguments("--exclude-pattern", "--exclude-pattern lacks its value, it takes a part of a process name"),
                arguments("-D", "-D lacks its value, it takes key=value"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void badValueIsNamedWithItsFlagAndWhatIsAccepted(String line, String message) {
        assertThatThrownBy(() -> CommandLineFlags.parse(line.split(" ")))
                .isInstanceOf(UsageException.class).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(strings = { "--prot", "-x", "start", "--no-fds", "--", "@file" })
    void unknownArgumentIsNamedWithAllFlagsThereAre(String argument) {
        assertThatThrownBy(() -> CommandLineFlags.parse(argument, "more"))
                .isInstanceOf(UsageException.class).hasMessageContainingAll("--port", "--no-fd", "--version");
    }

    @Test
    void valueOfFlagThatTakesNoneIsRefused() {
        assertThatThrownBy(() -> CommandLineFlags.parse("--no-fd=true"))
                .isInstanceOf(UsageException.class).hasMessageContainingAll("--no-fd", "true");
    }

    @Test
    void lastOfRepeatedFlagsCounts() {
        assertThat(CommandLineFlags.parse("-p", "1", "--port", "2").settings())
                .isEqualTo(Map.of("quarkus.http.port", "2"));
    }

    @Test
    void flagWinsOverPropertyAmongTheArguments() {
        assertThat(CommandLineFlags.parse("--port", "2", "-Dquarkus.http.port=1").settings())
                .isEqualTo(Map.of("quarkus.http.port", "2"));
    }

    @Test
    void patternsArriveAsTheyWereGiven() {
        List<String> patterns = List.of("a,b", "c\\d", "\\", "\\,", "$", "${user.name}", "\\${x:y}", "$$", "\\\\$\\$,",
                "x[0]", " spaced ", "@file", "=", "#", "ü\"'", "%{", "{{", "::");
        String[] arguments = patterns.stream().map(pattern -> "--include-pattern=" + pattern).toArray(String[]::new);

        assertThat(read(CommandLineFlags.parse(arguments)).getValues(INCLUDE, String.class)).isEqualTo(patterns);
    }

    @Test
    void dollarInSingleValueIsNoExpression() {
        assertThat(read(CommandLineFlags.parse("--bind", "${x}\\${y}")).getValue("quarkus.http.host", String.class))
                .isEqualTo("${x}\\${y}");
    }

    @Test
    void listFromFlagsReplacesListGivenItemByItem() {
        Properties system = new Properties();
        system.setProperty(INCLUDE + "[0]", "old");
        system.setProperty(INCLUDE + "[1]", "old too");

        CommandLineFlags.parse("--include-pattern", "new").apply(system);

        assertThat(system).isEqualTo(Map.of(INCLUDE, "new"));
    }

    @Test
    void helpTellsAllFlags() {
        CommandLineFlags flags = CommandLineFlags.parse("--help");

        assertThat(flags.helpRequested()).isTrue();
        for (Flag flag : Flag.values()) {
            assertThat(flags.help()).contains(flag.names());
        }
        assertThat(flags.help().lines()).allMatch(line -> line.length() <= 80);
    }

    private static SmallRyeConfig read(CommandLineFlags flags) {
        return new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(flags.settings(), "system properties", 400))
                .build();
    }

    @Test
    void commandIsTheFirstArgumentThatIsNoSetting() {
        assertThat(CommandLineFlags.parse().command()).isEqualTo(Command.SERVE);
        assertThat(CommandLineFlags.parse("check-config", "--port", "1").command()).isEqualTo(Command.CHECK_CONFIG);
        assertThat(CommandLineFlags.parse("-Da=b", "explain", "1").command()).isEqualTo(Command.EXPLAIN);
        assertThat(CommandLineFlags.parse("--include-pattern", "explain").command()).isEqualTo(Command.SERVE);
    }

    @Test
    void flagsOfTheServerAreSettingsOfCommands() {
        assertThat(CommandLineFlags.parse("explain", "1", "--no-fd").settings())
                .containsExactly(entry("quarkus.darwin-exporter.collect.descriptors", "false"));
    }

    @Test
    void explainTakesAPidOrAName() {
        assertThat(CommandLineFlags.parse("explain", "12").explain()).isEqualTo(new Explain(12, null, false));
        assertThat(CommandLineFlags.parse("explain", "--arguments", "--name", "a b").explain())
                .isEqualTo(new Explain(0, "a b", true));
        assertThatThrownBy(() -> CommandLineFlags.parse("explain").explain()).isInstanceOf(UsageException.class);
        assertThatThrownBy(() -> CommandLineFlags.parse("explain", "0").explain()).isInstanceOf(UsageException.class)
                .hasMessage("explain: \"0\" is not accepted, it takes the number of a process");
    }
}

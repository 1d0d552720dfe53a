package io.darwinexporter.internal.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameTemplateTest {

    private static String render(String template, Facts facts) {
        return NameTemplate.parse(template, Set.of()).render(new Subject(facts), new Captures());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{{.Comm}}                      | nginx",
            "{{.ExeBase}}                   | bash",
            "{{.ExeFull}}                   | /bin/bash",
            "{{.Username}}                  | www",
            "{{.PID}}                       | 42",
            "{{.StartTime}}                 | 2026-11-22 23:39:37.12 +0000 UTC",
            "{{.Cgroups}}                   | [/a.slice /system.slice/nginx.service]",
            "{{ .Comm }}-{{.PID}}!          | nginx-42!",
            "${comm}                        | nginx",
            "${name}                        | nginx",
            "${exe}                         | nginx",
            "${exe.path}                    | /usr/sbin/nginx",
            "${user}                        | www",
            "${pid}                         | 42",
            "${cgroup}                      | /a.slice",
            "${unit}                        | nginx.service",
            "a $ and } stay {               | a $ and } stay {",
            "plain                          | plain",
    })
    void variables(String template, String expected) {
        Facts facts = Facts.NGINX.line("/bin/bash", "-l").in("/a.slice", "/system.slice/nginx.service");

        assertThat(render(template, facts)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({ "2026-01-02T03:04:05Z, 2026-01-02 03:04:05 +0000 UTC",
            "2026-01-02T03:04:05.5Z, 2026-01-02 03:04:05.5 +0000 UTC",
            "2026-01-02T03:04:05.059Z, 2026-01-02 03:04:05.05 +0000 UTC" })
    void timesArePrintedAsGoDoes(String time, String expected) {
        assertThat(render("{{.StartTime}}", Facts.NGINX.started(time))).isEqualTo(expected);
    }

    @Test
    void withoutCommandLineTheCommandStandsIn() {
        assertThat(render("{{.ExeBase}} {{.ExeFull}}", Facts.NGINX.line())).isEqualTo("nginx nginx");
        assertThat(render("${exe}", Facts.NGINX.file(""))).isEqualTo("nginx");
    }

    @ParameterizedTest
    @CsvSource({ "/bin/bash, bash", "bash, bash", "/, /", "a/, a", "//x//, x", "-bash, -bash" })
    void baseNamesAreThoseOfGo(String path, String base) {
        assertThat(PathBase.of(path)).isEqualTo(base);
        assertThat(PathBase.of("")).isEqualTo(".");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "{{.Cwd}} | {{.Comm}}, {{.ExeBase}}", "{{.Matches.Nothing}} | {{.Matches.Known}}",
            "${nothing} | ${Known}", "{{printf .Comm}} | is none of", "{{.Comm | has no }}", "x${comm | has no }" })
    void whatIsUnknownIsRefused(String template, String message) {
        assertThatThrownBy(() -> NameTemplate.parse(template, Set.of("Known"))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aNameWithoutVariablesIsConstant() {
        assertThat(NameTemplate.parse("web", Set.of()).constant()).isEqualTo("web");
        assertThat(NameTemplate.parse("web${pid}", Set.of()).constant()).isNull();
    }

    @Test
    void spellingsMayBeMixedAndWhatWasCapturedComesBeforeAVariable() {
        Captures captures = new Captures();
        captures.put("user", "captured");
        NameTemplate template = NameTemplate.parse("${user} {{.Matches.user}} {{.Username}}${pid}", Set.of("user"));

        assertThat(template.render(new Subject(Facts.NGINX), captures)).isEqualTo("captured captured www42");
    }
}

package io.darwinexporter.internal.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternsTest {

    @Test
    void withoutPatternsEverythingIsTaken() {
        assertThat(new NamePatterns(PatternSyntax.SUBSTRING, List.of(), List.of()).accepts("")).isTrue();
    }

    @Test
    void excludeComesFirst() {
        NamePatterns patterns = new NamePatterns(PatternSyntax.SUBSTRING, List.of("java"), List.of("javac"));

        assertThat(patterns.accepts("java")).isTrue();
        assertThat(patterns.accepts("javac")).isFalse();
        assertThat(patterns.accepts("python")).isFalse();
    }

    @Test
    void oneMatchingIncludePatternIsEnough() {
        NamePatterns patterns = new NamePatterns(PatternSyntax.SUBSTRING, List.of("java", "pyth"), List.of());

        assertThat(patterns.accepts("python")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "j,x,python,NOT_INCLUDED,", "'j,p',x,python,INCLUDED,p", "p,'y,on',python,EXCLUDED,y",
            ",x,python,NOT_EXCLUDED,",
            ",,python,NO_PATTERNS,", ",p,python,EXCLUDED,p" })
    void decisionNamesThePattern(String include, String exclude, String name, NameDecision.Reason reason, String pattern) {
        NamePatterns patterns = new NamePatterns(PatternSyntax.SUBSTRING, list(include), list(exclude));

        assertThat(patterns.decide(name)).isEqualTo(new NameDecision(reason, pattern));
        assertThat(patterns.decide(name).accepted()).isEqualTo(patterns.accepts(name));
    }

    private static List<String> list(String commas) {
        return commas == null ? List.of() : List.of(commas.split(","));
    }

    @ParameterizedTest
    @CsvSource({ "SUBSTRING,av,java,true", "SUBSTRING,AV,java,false", "SUBSTRING,j.va,java,false", "GLOB,j*a,java,true",
            "GLOB,av,java,false", "GLOB,j?va,java,true", "GLOB,a.b,axb,false", "GLOB,[x],[x],true", "REGEX,^j.v,java,true",
            "REGEX,av,java,true", "REGEX,^va,java,false" })
    void syntaxDecidesWhatMatches(PatternSyntax syntax, String pattern, String name, boolean taken) {
        assertThat(new NamePatterns(syntax, List.of(pattern), List.of()).accepts(name)).isEqualTo(taken);
    }

    @Test
    void globCrossesLines() {
        assertThat(new NamePatterns(PatternSyntax.GLOB, List.of("a*b"), List.of()).accepts("a\n\\b")).isTrue();
    }

    @Test
    void badRegexIsNamed() {
        assertThatThrownBy(() -> new NamePatterns(PatternSyntax.REGEX, List.of("a("), List.of()))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("a(");
    }

    @Test
    void emptyPatternIsRefused() {
        assertThatThrownBy(() -> new NamePatterns(PatternSyntax.SUBSTRING, List.of(), List.of("")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void substringThatLooksLikeARegexIsWarnedOf() {
        assertThat(new NamePatterns(PatternSyntax.SUBSTRING, List.of("^kernel", "plain-1.2"), List.of("b*")).warnings())
                .hasSize(2).allMatch(warning -> warning.contains("pattern-syntax"));
        assertThat(new NamePatterns(PatternSyntax.REGEX, List.of("^kernel"), List.of()).warnings()).isEmpty();
    }

    @Test
    void theySayWhatTheyTake() {
        assertThat(new NamePatterns(PatternSyntax.GLOB, List.of("java*", "sh"), List.of("kworker*")))
                .hasToString("glob, include [java*, sh], exclude [kworker*]");
        assertThat(new NamePatterns(PatternSyntax.REGEX, List.of(), List.of())).hasToString("none, all processes are shown");
    }
}

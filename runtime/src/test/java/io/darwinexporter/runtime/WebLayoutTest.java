package io.darwinexporter.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import org.junit.jupiter.api.Test;

class WebLayoutTest {

    @Test
    void pathsAreBelowTheRootPath() {
        assertThat(layout("/", "/q/").absolute("/metrics")).isEqualTo("/metrics");
        assertThat(layout("/app/", "/app/q/").absolute("/metrics")).isEqualTo("/app/metrics");
    }

    @Test
    void pathsOfQuarkusAreThoseBelowItsOwnRoot() {
        WebLayout layout = layout("/", "/q/");
        assertThat(layout.isFrameworkPath("/q")).isTrue();
        assertThat(layout.isFrameworkPath("/q/metrics")).isTrue();
        assertThat(layout.isFrameworkPath("/quota")).isFalse();
        assertThat(layout.isFrameworkPath("/metrics")).isFalse();
    }

    @Test
    void quarkusPathsThatAreNotApartTakeNothingAway() {
        assertThat(layout("/", "/").isFrameworkPath("/metrics")).isFalse();
    }

    @Test
    void aPageOfQuarkusElsewhereIsStillQuarkuss() {
        WebLayout layout = new WebLayout(true, "/app/", "/app/q/", List.of("/app/metrics"));
        assertThat(layout.isFrameworkPath("/metrics")).isTrue();
        assertThat(layout.isFrameworkPath("/metrics/more")).isFalse();
    }

    @Test
    void quarkusPathsOutsideOfTheRootPathAreNoMatter() {
        assertThat(layout("/app/", "/q/").isFrameworkPath("/q")).isFalse();
    }

    @Test
    void onlyPathsThatAreQuarkussAreToldAsThat() {
        assertThat(new WebLayout(true, "/", "/q/", List.of("/q/health", "/q/metrics")).frameworkPaths())
                .isEqualTo("/q/health, /q/metrics, those below /q/");
        assertThat(new WebLayout(true, "/", "/", List.of("/metrics")).frameworkPaths()).isEqualTo("/metrics");
        assertThat(layout("/app/", "/app/q/").frameworkPaths()).isEqualTo("those below /app/q/");
    }

    @Test
    void linksAreRelativeToThePageAtTheRoot() {
        assertThat(new WebLayout(true, "/", "/q/", List.of("/q/health")).linksFromRoot("/metrics"))
                .containsExactly("metrics", "q/health");
        assertThat(new WebLayout(true, "/a/b/", "/q/", List.of("/q/health", "/a/x")).linksFromRoot("/own/metrics"))
                .containsExactly("own/metrics", "../../q/health", "../x");
    }

    @Test
    void noLinkIsTakenForSomethingElse() {
        assertThat(layout("/", "/q/").linksFromRoot("/")).containsExactly("./");
        assertThat(layout("/", "/q/").linksFromRoot("/javascript:x")).containsExactly("./javascript:x");
    }

    private static WebLayout layout(String rootPath, String frameworkPath) {
        return new WebLayout(true, rootPath, frameworkPath, List.of());
    }
}

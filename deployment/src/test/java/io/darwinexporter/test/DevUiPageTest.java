package io.darwinexporter.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;

import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusDevModeTest;

/** The exporter's card and page in the Dev UI, as a browser shows them. What the page asks for: {@link DevUiTest}. */
class DevUiPageTest {

    @RegisterExtension
    static final QuarkusDevModeTest APPLICATION = new QuarkusDevModeTest().withApplicationRoot(archive -> archive
            .addAsResource(new StringAsset("quarkus.darwin-exporter.exclude-patterns=no such name\n"
                    + "quarkus.darwin-exporter.min-age=0\nquarkus.darwin-exporter.platform=linux\n"),
                    "application.properties"));

    private Browser browser;

    @BeforeEach
    void startBrowser() {
        browser = Browser.start();
    }

    @AfterEach
    void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void theCardLeadsToThePageOfWhatIsInForce() {
        browser.open("http://localhost:8080/q/dev-ui/extensions");
        browser.click("a[href*='quarkus-darwin-exporter/processes']", "");

        assertThat(browser.element("dl", "Patterns").getText()).contains("exclude [no such name]");
        browser.click("summary", "Configuration");
        assertThat(browser.element("#configuration tr.set", "exclude-patterns").getText()).contains("no such name");
        assertThat(browser.element("#configuration tr.default", "cpu-window").getText()).contains("1s");
        assertThat(browser.element("#missing li", "").getText()).isNotBlank();
    }

    @Test
    void groupsAreLiveAndExplained() throws Exception {
        browser.open("http://localhost:8080/q/dev-ui/quarkus-darwin-exporter/processes");
        browser.element("td.group", "java");
        Process sleep = new ProcessBuilder("sleep", "600").start();
        try {
            browser.element("td.group", "sleep");
            browser.element("input[name=pid]", "").sendKeys(Long.toString(sleep.pid()));
            browser.click("button", "Explain");
            assertThat(browser.element("#explanation", "in group").getText()).contains("in group sleep, grouped by name");
        } finally {
            sleep.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        assertThat(browser.errors()).noneMatch(error -> error.contains("qwc-darwin-exporter"));
    }
}

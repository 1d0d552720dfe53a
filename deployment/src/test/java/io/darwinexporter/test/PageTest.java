package io.darwinexporter.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/** The live page of a real exporter, below a root path, as a browser shows it. */
class PageTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClass(Browser.class))
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true")
            .overrideConfigKey("quarkus.http.root-path", "/shop");

    /** Markup, and everything that an address escapes. */
    private static final String HOSTILE_NAME = "<b>&\"'#%? \u00fc";

    private static final List<Process> STARTED = new ArrayList<>();

    @TestHTTPResource("/")
    URI root;

    private static Browser browser;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        browser = Browser.start();
        Path hostile = Files.copy(Path.of("/bin/sleep"), folder.resolve(HOSTILE_NAME));
        for (int i = 0; i < 3; i++) {
            STARTED.add(new ProcessBuilder(hostile.toString(), "600").start());
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        for (Process process : STARTED) {
            process.destroyForcibly().waitFor();
        }
    }

    @BeforeEach
    void open() {
        browser.open("about:blank");
        browser.errors();
        browser.open(root.toString());
        browser.element("#groups tbody th a", "java");
    }

    @Test
    void linesAppearAfterTwoRefreshesAndGrow() {
        refreshEvery("2");
        browser.until("[...document.querySelectorAll('#groups tr')].some(row => row.textContent.startsWith('java')"
                + " && (row.querySelector('.line').getAttribute('d').match(/L/g) ?? []).length >= 2)");
        browser.until("document.querySelector('#overview .tile .line').getAttribute('d').includes('L')");
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void groupsAreSortedByTheKeyboard() {
        refreshEvery("0");
        browser.ask("document.querySelector('#groups thead button').focus()");

        browser.press(Keys.ENTER);
        assertThat(browser.ask("document.querySelector('#groups th[aria-sort]').textContent + "
                + "document.querySelector('#groups th[aria-sort]').ariaSort")).isEqualTo("Groupascending");
        List<String> ascending = column(0);
        browser.press(Keys.SPACE);
        assertThat(browser.ask("document.querySelector('#groups th[aria-sort]').ariaSort")).isEqualTo("descending");
        assertThat(column(0)).containsExactlyElementsOf(reversed(ascending)).isNotEqualTo(ascending);

        browser.press(Keys.TAB, Keys.TAB, Keys.ENTER);
        assertThat(browser.ask("document.querySelector('#groups th[aria-sort]').textContent")).isEqualTo("Processes");
        assertThat(column(2).stream().map(number -> Integer.valueOf(number.toString())))
                .isSortedAccordingTo((one, other) -> Integer.compare(other, one));
    }

    @Test
    void aFilterLeavesWhatItFindsAndSaysHowMany() {
        browser.element("#filter", "").sendKeys("JAV");

        browser.until("[...document.querySelectorAll('#groups tbody th')].every(cell => /jav/i.test(cell.textContent))");
        assertThat(browser.element("#said", "").getText()).matches("\\d+ of \\d+ groups");
        assertThat(browser.element("#count", "of").getText())
                .isEqualTo(browser.element("#said", "").getText().replace(" groups", ""));

        browser.press(Keys.ESCAPE, "no such name");
        browser.until("document.querySelectorAll('#groups tbody tr').length === 0");
    }

    @Test
    void aGroupHasItsMembersAndChartsAndAnAddress() {
        refreshEvery("2");
        browser.element("#groups tbody th a", HOSTILE_NAME).sendKeys(Keys.ENTER);

        assertThat(browser.element("#detail h2", "").getText()).isEqualTo(HOSTILE_NAME);
        browser.until("document.activeElement.id === 'detail-heading'");
        browser.until("document.querySelectorAll('#detail tbody tr').length === 3");
        for (Process process : STARTED) {
            browser.element("#detail tbody tr", Long.toString(process.pid()));
        }
        browser.until("document.querySelectorAll('#detail .plot canvas').length === 4");
        browser.until("document.querySelector('#detail td:nth-child(5)').textContent.endsWith('%')");
        browser.element("#detail .legend b", "MiB");
        assertThat(browser.ask("document.getElementById('list').hidden")).isEqualTo(true);

        browser.element("#detail a", "All groups").click();
        browser.until("document.getElementById('detail').hidden && !document.getElementById('list').hidden");
        browser.until("document.activeElement.textContent === arguments[0]", HOSTILE_NAME);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void theAddressOfAGroupCanBeKept() {
        browser.open(root + "#group=java");

        browser.open("about:blank");
        browser.open(root + "#group=java");

        browser.element("#detail h2", "java");
        browser.element("#detail tbody tr", Long.toString(ProcessHandle.current().pid()));
        browser.open(root + "#group=%E0%A4%A");
        browser.until("document.getElementById('detail').hidden");
        browser.open(root + "#group=nobody");
        browser.element("#detail .gone", "no such group");
    }

    @Test
    void darkAndLightAreReadable() {
        browser.element("#groups tbody th a", "java").sendKeys(Keys.ENTER);
        browser.element("#detail canvas", "");
        for (String scheme : List.of("dark", "light")) {
            browser.prefer("prefers-color-scheme", scheme);
            browser.until("(parseInt(getComputedStyle(document.body).backgroundColor.match(/\\d+/)) < 128) === "
                    + scheme.equals("dark"));
            for (String selector : List.of("h1", ".who p", ".tile .note", "#detail h2", "#detail dt", "thead button",
                    "tbody td",
                    "footer dd", "footer a")) {
                assertThat((Double) browser.ask(PageChecks.CONTRAST, selector)).as(scheme + ' ' + selector)
                        .isGreaterThanOrEqualTo(4.5);
            }
        }
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void thoseWhoHearThePageFindTheirWay() {
        assertAccessible();
        browser.element("#groups tbody th a", "java").sendKeys(Keys.ENTER);
        browser.element("#detail tbody td", "");
        assertAccessible();
    }

    private void assertAccessible() {
        assertThat((List<?>) browser.ask(PageChecks.COMPLAINTS)).isEmpty();
    }

    @Test
    void everythingComesFromTheExporter() {
        refreshEvery("2");
        browser.until("performance.getEntriesByType('resource').filter(one => one.name.includes('groups.json')).length >= 2");
        String prefix = root.toString().replaceAll("/$", "") + "/darwin-exporter/";
        assertThat((List<?>) browser.ask("performance.getEntriesByType('resource').map(one => one.name)"))
                .hasSizeGreaterThan(8).allMatch(address -> address.toString().startsWith(prefix));
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void withoutScriptsThereIsATable() {
        try (Browser withoutScripts = Browser.start("--blink-settings=scriptEnabled=false")) {
            withoutScripts.open(root.toString());

            assertThat(withoutScripts.see("#groups tbody tr")).anyMatch(row -> row.startsWith("java "))
                    .anyMatch(row -> row.startsWith(HOSTILE_NAME));
            assertThat(withoutScripts.see("noscript p")).isNotEmpty();
            assertThat(withoutScripts.see("#controls, #search, #overview, #detail, #problem")).allMatch(String::isEmpty);
        }
    }

    private void refreshEvery(String seconds) {
        browser.ask("(period => { period.value = arguments[0]; period.dispatchEvent(new Event('change')); })"
                + "(document.getElementById('period'))", seconds);
    }

    /** The texts of a column, from top to bottom. */
    @SuppressWarnings("unchecked")
    private static List<String> column(int index) {
        return (List<String>) browser.ask("[...document.querySelectorAll('#groups tbody tr')]"
                + ".map(row => row.children[arguments[0]].textContent)", index);
    }

    private static List<String> reversed(List<String> list) {
        List<String> reversed = new ArrayList<>(list);
        Collections.reverse(reversed);
        return reversed;
    }
}

package io.darwinexporter.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** The live page, fed by a test: what it makes of what an exporter may tell, and of exporters that tell nothing. */
class PageFedTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClasses(Browser.class, Feed.class))
            .overrideConfigKey("quarkus.darwin-exporter.endpoint.enabled", "true");

    private static final long MIB = 1 << 20;

    private static Browser browser;

    @TestHTTPResource("/")
    URI root;

    /** Takes the place of the exporter's data: routes of an application come first. */
    @Singleton
    public static class Feed {

        static volatile Consumer<RoutingContext> answer;
        static volatile String membersAskedFor;

        void register(@Observes Router router) {
            router.route("/darwin-exporter/groups.json").order(0).handler(context -> {
                membersAskedFor = context.request().getParam("members");
                answer.accept(context);
            });
        }
    }

    @BeforeAll
    static void startBrowser() {
        browser = Browser.start();
    }

    @AfterAll
    static void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void leavePage() {
        browser.open("about:blank");
        browser.errors();
    }

    @Test
    void ofThousandsOfGroupsAHundredAreShownAndThatIsSaid() {
        open(told(0, IntStream.range(0, 2345).mapToObj(i -> cpu("group-" + i, i / 2345.0))
                .toArray(JsonObject[]::new)));

        browser.element(".rest", "100 of 2,345 are shown.");
        assertThat(browser.element("#count", "").getText()).isEqualTo("2,345");
        assertThat(rows()).hasSize(100).startsWith("group-2344").endsWith("group-2245");
        browser.element(".rest button", "Show 100 more").sendKeys(Keys.ENTER);
        browser.element(".rest", "200 of 2,345 are shown.");
        assertThat(rows()).hasSize(200).endsWith("group-2145");

        browser.element("#filter", "").sendKeys("group-1");
        browser.element(".rest", "100 of 1,111 are shown.");
        browser.press("2");
        browser.element(".rest", "100 of 111 are shown.");
        browser.press("34");
        browser.until("!document.querySelector('.rest').checkVisibility()");
        assertThat(rows()).containsExactly("group-1234");
    }

    @ParameterizedTest
    @ValueSource(strings = { "<img src=x onerror=document.title='broken'>", "</script><script>document.title='broken'</script>",
            "\"quoted\" 'too' \\ & &amp;", "🐘 größer 数据库", "two\nlines", "javascript:alert(1)", "#group=a%2F?b&c",
            "__proto__" })
    void namesAreTextsWhateverIsInThem(String name) {
        open(told(0, group(name).put("user", name)).put("missing", new JsonArray().add(name))
                .put("facts", new JsonArray().add(new JsonObject().put("name", name).put("value", name))));
        assertThat(rows()).containsExactly(name);
        assertThat(browser.ask("document.querySelectorAll('main img, main script, footer script').length")).isEqualTo(0L);

        browser.element("#groups a", "").sendKeys(Keys.ENTER);

        browser.until("document.querySelector('#detail h2')?.textContent === arguments[0]", name);
        browser.until("performance.getEntriesByType('resource')"
                + ".some(one => new URL(one.name).searchParams.get('members') === arguments[0])", name);
        assertThat(Feed.membersAskedFor).isEqualTo(name);
        assertThat(browser.ask("document.title").toString()).startsWith(name.equals("two\nlines") ? "two lines" : name);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void ratesAreGrowthByTime() {
        open(told(1000, group("a").put("diskReadBytes", 0).put("diskWriteBytes", 10 * MIB).put("netReceiveBytes", 5)));
        assertThat(cells("a")).contains("–", "–");

        refresh(told(1002, group("a").put("diskReadBytes", 2 * MIB).put("diskWriteBytes", 14 * MIB).put("netReceiveBytes", 5)));

        browser.until("document.querySelector('#groups tbody').textContent.includes('3 MiB/s')");
        assertThat(cells("a")).contains("3 MiB/s", "0 B/s");
        assertThat(browser.see("#overview .tile")).anyMatch(tile -> tile.contains("1 MiB/s read, 2 MiB/s written"));
    }

    @Test
    void whatFellOrWasNotToldHasNoRate() {
        open(told(1000, group("a").put("diskReadBytes", 9 * MIB).put("diskWriteBytes", 0)));
        refresh(told(1002, group("a").put("diskReadBytes", 3 * MIB), group("b").put("diskReadBytes", 9 * MIB)));
        browser.element("#groups tbody th", "b");
        assertThat(cells("a")).contains("–").noneMatch(cell -> cell.contains("/s"));
        assertThat(cells("b")).contains("–").noneMatch(cell -> cell.contains("/s"));
    }

    /** The clock of the host was set back. */
    @Test
    void timeThatRunsBackwardsStartsAnew() {
        open(told(1000, group("a").put("diskReadBytes", 0)));
        refresh(told(1002, group("a").put("diskReadBytes", MIB)));
        browser.until("document.querySelector('#groups tbody').textContent.includes('512 KiB/s')");

        refresh(told(500, group("a").put("diskReadBytes", 3 * MIB)));
        browser.until("!document.querySelector('#groups tbody').textContent.includes('/s')");
        refresh(told(501, group("a").put("diskReadBytes", 4 * MIB)));
        browser.until("document.querySelector('#groups tbody').textContent.includes('1 MiB/s')");
    }

    @Test
    void whatIsNotKnownIsADashAndComesLast() {
        open(told(0, group("none"), group("little").put("cpuUserSeconds", 1).put("cpuRatio", 0.1),
                group("nothing").put("cpuUserSeconds", 0).put("cpuRatio", 0.0)));

        assertThat(rows()).containsExactly("little", "nothing", "none");
        assertThat(cells("nothing")).contains("0 %");
        assertThat(cells("none")).contains("–");
        browser.element("#groups thead button", "CPU").sendKeys(Keys.ENTER);
        assertThat(rows()).containsExactly("nothing", "little", "none");
        assertThat(browser.see("#groups thead button")).containsExactly("Group", "User", "Processes", "CPU");
    }

    @Test
    void theFocusStaysWithItsRowWhereverThatGoes() {
        open(told(1, cpu("a", 0.3), cpu("b", 0.2), cpu("c", 0.1)));
        browser.ask("document.querySelectorAll('#groups tbody a')[2].focus()");

        refresh(told(2, cpu("a", 0.1), cpu("b", 0.2), cpu("c", 0.3)));

        browser.until("document.querySelector('#groups tbody a').textContent === 'c'");
        assertThat(browser.ask("document.activeElement.textContent")).isEqualTo("c");
    }

    @Test
    void membersHaveTheirShareOfAllProcessors() {
        JsonObject member = new JsonObject().put("pid", 7).put("parentPid", 1).put("name", "a").put("user", "root")
                .put("state", "running").put("startTimeSeconds", 5).put("cpuUserSeconds", 1).put("cpuSystemSeconds", 1);
        open(told(1000, group("a")).put("members", members(member.copy())));
        browser.element("#groups a", "a").sendKeys(Keys.ENTER);
        browser.element("#detail tbody th", "7");
        browser.element("#detail .rest", "12 more");

        refresh(told(1002, group("a")).put("members", members(member.copy().put("cpuUserSeconds", 2))));
        browser.until("document.querySelector('#detail tbody').textContent.includes('12.5 %')");

        // The same collection, because the exporter shares it: what was known stays.
        refresh(told(1002, group("a")).put("members", members(member.copy().put("cpuUserSeconds", 2))));
        browser.element("#detail tbody td", "12.5 %");
        assertThat(browser.errors()).isEmpty();
    }

    private static JsonObject members(JsonObject member) {
        return new JsonObject().put("group", "a").put("leftOut", 12).put("processes", new JsonArray().add(member));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "401 | wants a name and a password",
            "403 | wants a name and a password",
            "500 | answers with an error (500)",
            "200 | is not the exporter" })
    void answersThatAreNoneAreSaidAndWhatIsShownStays(int status, String expected) {
        open(told(1000, group("a")));

        refresh(context -> context.response().setStatusCode(status).end("<html>"));

        assertThat(browser.element("#problem[role=alert]", expected).getText()).contains("What is shown is of ");
        assertThat(rows()).containsExactly("a");
        refresh(told(1001, group("b")));
        browser.until("document.getElementById('problem').hidden");
        assertThat(rows()).containsExactly("b");
    }

    @Test
    void anExporterThatIsGoneIsSaid() {
        open(told(1000, group("a")));

        refresh(context -> context.request().connection().close());

        browser.element("#problem", "The exporter does not answer.");
        assertThat(rows()).containsExactly("a");
    }

    @Test
    void pageWithoutAnyDataStillShowsTheTableThatCameWithIt() {
        Feed.answer = context -> context.request().connection().close();
        browser.open(root.toString());

        browser.element("#problem", "The exporter does not answer.");
        browser.element("#groups tbody th", "java");
    }

    @Test
    void collectionsThatFailAreSaid() {
        JsonObject told = told(1000, group("a"));
        told.getJsonObject("collection").put("success", false);
        open(told);

        assertThat(browser.element("#problem", "cannot read processes now").getText()).contains("What is shown is of ");
        assertThat(rows()).containsExactly("a");

        JsonObject never = told(0);
        never.getJsonObject("collection").put("success", false).remove("timestampSeconds");
        open(never);
        browser.element("#problem", "cannot read processes now");
        assertThat(browser.errors()).isEmpty();
    }

    private void open(JsonObject told) {
        Feed.answer = context -> context.json(told);
        browser.open(root.toString());
        browser.until("!document.getElementById('overview').hidden");
    }

    private void refresh(JsonObject told) {
        refresh(context -> context.json(told));
    }

    /** Has the page ask once, and then not for a minute. */
    private void refresh(Consumer<RoutingContext> answer) {
        Feed.answer = answer;
        browser.ask("(period => { period.value = '60'; period.dispatchEvent(new Event('change')); })"
                + "(document.getElementById('period'))");
    }

    @SuppressWarnings("unchecked")
    private static List<String> rows() {
        return (List<String>) browser.ask("[...document.querySelectorAll('#groups tbody th')].map(cell => cell.textContent)");
    }

    @SuppressWarnings("unchecked")
    private static List<String> cells(String group) {
        return (List<String>) browser.ask("[...[...document.querySelectorAll('#groups tbody tr')]"
                + ".find(row => row.firstChild.textContent === arguments[0]).children].map(cell => cell.textContent)", group);
    }

    private static JsonObject cpu(String name, double ratio) {
        return group(name).put("cpuUserSeconds", 1).put("cpuRatio", ratio);
    }

    private static JsonObject group(String name) {
        return new JsonObject().put("group", name).put("user", "root").put("processes", 1).put("starts", 0).put("exits", 0);
    }

    private static JsonObject told(double timestampSeconds, JsonObject... groups) {
        return new JsonObject().put("version", "1").put("platform", "linux").put("system", "Linux").put("logicalProcessors", 4)
                .put("collection", new JsonObject().put("success", true).put("durationSeconds", 0.01)
                        .put("timestampSeconds", timestampSeconds))
                .put("program", new JsonObject()).put("facts", new JsonArray()).put("missing", new JsonArray())
                .put("groups", new JsonArray(List.of(groups)));
    }
}

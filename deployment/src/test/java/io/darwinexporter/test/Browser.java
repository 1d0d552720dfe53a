package io.darwinexporter.test;

import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A browser without a window: Debian's chromium, by Selenium. Finds elements wherever they are, in the shadow trees of web
 * components, too, so that tests need not know of what a page is built.
 */
final class Browser implements AutoCloseable {

    private static final File DRIVER = new File("/usr/bin/chromedriver");
    private static final File CHROMIUM = new File("/usr/bin/chromium");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The elements that match a selector and have a text, whatever shadow tree they are in. */
    private static final String FIND = """
            const found = [];
            const look = root => {
                for (const element of root.querySelectorAll('*')) {
                    if (element.matches(arguments[0]) && element.textContent.includes(arguments[1])) {
                        found.push(element);
                    }
                    if (element.shadowRoot) {
                        look(element.shadowRoot);
                    }
                }
            };
            look(document);
            return found;
            """;

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /**
     * Starts the browser, or ends the test: it is skipped without one, but fails in CI, which has it.
     *
     * @param arguments of its command line, in addition
     */
    static Browser start(String... arguments) {
        boolean isThere = DRIVER.canExecute() && CHROMIUM.canExecute();
        String lacking = "Debian's packages chromium and chromium-driver are not installed";
        if (!isThere && System.getenv("CI") != null) {
            Assertions.fail(lacking);
        }
        Assumptions.assumeTrue(isThere, lacking);
        ChromeOptions options = new ChromeOptions().setBinary(CHROMIUM)
                // Root may not use the sandbox, and containers have a small /dev/shm.
                .addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1400,1000")
                .addArguments(arguments);
        ChromeDriverService service = new ChromeDriverService.Builder().usingDriverExecutable(DRIVER).withSilent(true).build();
        return new Browser(new ChromeDriver(service, options));
    }

    void open(String address) {
        driver.get(address);
    }

    /** The element that matches a CSS selector and has a text, as soon as it is there. */
    WebElement element(String selector, String text) {
        return new WebDriverWait(driver, PATIENCE)
                .withMessage(() -> selector + " with " + text + " in " + driver.getPageSource())
                .until(page -> find(selector, text).stream().findFirst().orElse(null));
    }

    /** What is seen of the elements that match a CSS selector now; also where scripts are off. */
    List<String> see(String selector) {
        return driver.findElements(By.cssSelector(selector)).stream().map(WebElement::getText).toList();
    }

    /** Clicks such an element by a script: the driver cannot see through every shadow tree where a click would land. */
    void click(String selector, String text) {
        driver.executeScript("arguments[0].click()", element(selector, text));
    }

    /** Waits until a script returns true. */
    void until(String script, Object... arguments) {
        new WebDriverWait(driver, PATIENCE).withMessage(() -> script + " in " + driver.getPageSource())
                .until(page -> driver.executeScript("return " + script, arguments).equals(true));
    }

    /** What a script returns. */
    Object ask(String script, Object... arguments) {
        return driver.executeScript("return " + script, arguments);
    }

    /** Presses keys, wherever the focus is. */
    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Prefers dark or light, reduced motion or not, as the user's system would. */
    void prefer(String feature, String value) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", feature, "value", value))));
    }

    @SuppressWarnings("unchecked")
    private List<WebElement> find(String selector, String text) {
        return (List<WebElement>) driver.executeScript(FIND, selector, text);
    }

    /** What scripts have complained of since this was last asked. */
    List<String> errors() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream().map(LogEntry::getMessage).toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}

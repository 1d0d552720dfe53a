import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes pictures of pages by chromium, which it steers by chromedriver (W3C WebDriver). Started by the script beside it:
 * <code>java Pictures.java PAGE FOLDER [--grafana DASHBOARD]</code>.
 */
final class Pictures {

    private static final String DRIVER = "http://127.0.0.1:9517";
    private static final int PATIENCE_SECONDS = 120;
    /** As many refreshes as make lines worth looking at. */
    private static final int POINTS = 60;

    private final HttpClient client = HttpClient.newHttpClient();
    private final String session;

    private Pictures() throws IOException, InterruptedException {
        session = DRIVER + "/session/" + valueOf("sessionId", send("POST", DRIVER + "/session", """
                {"capabilities": {"alwaysMatch": {"goog:chromeOptions": {"binary": "/usr/bin/chromium", "args": ["--headless=new",
                "--no-sandbox", "--disable-dev-shm-usage", "--hide-scrollbars", "--window-size=1400,960"]}}}}"""));
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[1]);
        Process driver = new ProcessBuilder("/usr/bin/chromedriver", "--port=9517", "--silent").inheritIO().start();
        try {
            answers(DRIVER + "/status");
            answers(arguments[0]);
            Pictures pictures = new Pictures();
            try {
                pictures.takePage(arguments[0], folder);
                if (arguments.length == 4 && arguments[2].equals("--grafana")) {
                    pictures.takeDashboard(arguments[3], folder);
                }
            } finally {
                pictures.send("DELETE", pictures.session, null);
            }
        } finally {
            driver.destroy();
        }
    }

    private void takePage(String page, Path folder) throws IOException, InterruptedException {
        open(page);
        prefer("light");
        run("const period = document.getElementById('period'); period.value = '2'; period.dispatchEvent(new Event('change'));");
        until("performance.getEntriesByType('resource').filter(one => one.name.includes('groups.json')).length > " + POINTS,
                3 * POINTS);
        for (String scheme : List.of("light", "dark")) {
            prefer(scheme);
            run("location.hash = ''");
            Thread.sleep(3000);
            take(folder.resolve("page-" + scheme + ".png"));
            run("location.hash = '#group=postgres'");
            until("document.querySelectorAll('#detail tbody tr').length > 0", PATIENCE_SECONDS);
            // Rates of members are known after two refreshes.
            Thread.sleep(5000);
            run("document.activeElement.blur()");
            take(folder.resolve("group-" + scheme + ".png"));
        }
    }

    private void takeDashboard(String dashboard, Path folder) throws IOException, InterruptedException {
        open(dashboard);
        until("document.querySelectorAll('canvas').length > 3", PATIENCE_SECONDS);
        Thread.sleep(5000);
        take(folder.resolve("dashboard.png"));
    }

    private void open(String address) throws IOException, InterruptedException {
        send("POST", session + "/url", "{\"url\": \"" + address + "\"}");
    }

    private void prefer(String scheme) throws IOException, InterruptedException {
        send("POST", session + "/goog/cdp/execute", "{\"cmd\": \"Emulation.setEmulatedMedia\", \"params\": {\"features\":"
                + " [{\"name\": \"prefers-color-scheme\", \"value\": \"" + scheme + "\"}]}}");
    }

    private String run(String script) throws IOException, InterruptedException {
        return send("POST", session + "/execute/sync", "{\"script\": \"" + script + "\", \"args\": []}");
    }

    private void until(String condition, int seconds) throws IOException, InterruptedException {
        for (int i = 0; !run("return " + condition).contains("true"); i++) {
            if (i == seconds) {
                throw new IllegalStateException("after " + seconds + " s not yet: " + condition);
            }
            Thread.sleep(1000);
        }
    }

    private void take(Path file) throws IOException, InterruptedException {
        Files.write(file, Base64.getDecoder().decode(valueOf("value", send("GET", session + "/screenshot", null))));
        System.out.println(file + ": " + Files.size(file) + " bytes");
    }

    private String send(String method, String address, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(address)).method(method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body)).build();
        String answer = client.send(request, BodyHandlers.ofString()).body();
        if (answer.contains("\"error\":")) {
            throw new IOException(answer);
        }
        return answer;
    }

    private static String valueOf(String key, String json) {
        Matcher matcher = Pattern.compile('"' + key + "\":\\s*\"([^\"]*)\"").matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + key + " in " + json);
        }
        return matcher.group(1);
    }

    private static void answers(String address) throws InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        for (int i = 0; i < PATIENCE_SECONDS; i++) {
            try {
                client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.discarding());
                return;
            } catch (IOException notYet) {
                Thread.sleep(1000);
            }
        }
        throw new IllegalStateException(address + " does not answer");
    }
}

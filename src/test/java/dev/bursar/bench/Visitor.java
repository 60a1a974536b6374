package dev.bursar.bench;

import com.microsoft.playwright.options.Cookie;
import module java.base;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who browses the portal as Vaadin's client does, without a browser's weight: one window, moved from page to page.
 * What a page's workers answer later is asked for every 20 ms instead of being pushed.
 */
final class Visitor {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");
    private static final Pattern KEY = Pattern.compile("\"Vaadin-Security-Key\":\"([^\"]+)\"");
    private static final Pattern WINDOW = Pattern.compile("\"v-uiId\":(\\d+)");
    private static final Pattern SYNC = Pattern.compile("\"syncId\":(\\d+)");
    private static final int LONGEST_SECONDS = 60;

    private final URI base;
    private String session = "";
    private String key = "";
    private String window = "";
    private String sync = "0";
    private int sent;

    Visitor(URI base) {
        this.base = base;
    }

    Visitor signIn(String name, String password) throws IOException, InterruptedException {
        String token = found(TOKEN, get("/login"));
        send(HttpRequest.newBuilder(base.resolve("/login"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "_csrf=" + encoded(token) + "&username=" + encoded(name) + "&password=" + encoded(password))));
        return this;
    }

    /** What a browser that goes on in this visitor's place needs. */
    Cookie cookie() {
        return new Cookie("JSESSIONID", session.substring(session.indexOf('=') + 1)).setUrl(base.toString());
    }

    /** Opens the window on a page, and returns once what is awaited has arrived. */
    void open(String page, String query, String awaited) throws IOException, InterruptedException {
        get("/" + page + (query.isEmpty() ? "" : "?" + query));
        String init = get("/?v-r=init&location=" + encoded(page) + "&query=" + encoded(query)
                + "&v-sh=900&v-sw=1440&v-wh=900&v-ww=1440&v-bh=900&v-bw=1440&v-tzo=0&v-dstd=0&v-rtzo=0&v-dston=false");
        key = found(KEY, init);
        window = found(WINDOW, init);
        sync = found(SYNC, init);
        sent = 0;
        go(page, query, awaited);
    }

    /** Moves the open window to a page, and returns once what is awaited has arrived. */
    void go(String page, String query, String awaited) throws IOException, InterruptedException {
        String answer = ask("""
                {"type":"event","node":1,"event":"ui-navigate","data":{"route":"%s","query":"%s","appShellTitle":"Bursar",\
                "historyState":null,"trigger":""}}""".formatted(page, query));
        long end = System.nanoTime() + LONGEST_SECONDS * 1_000_000_000L;
        while (!answer.contains(awaited)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException(page + " did not show " + awaited);
            }
            Thread.sleep(20);
            answer = ask("");
        }
    }

    /** What a browser sends after each answer: the portal keeps its last answer until then. */
    void confirm() throws IOException, InterruptedException {
        ask("");
    }

    /** Fetches a file and keeps nothing of it; its size in bytes. */
    long fetch(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(base.resolve(path)).header("Cookie", session);
        HttpResponse<InputStream> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (var bytes = answer.body()) {
            if (answer.statusCode() != 200) {
                throw new IllegalStateException(path + " answered " + answer.statusCode());
            }
            return bytes.transferTo(OutputStream.nullOutputStream());
        }
    }

    private String ask(String event) throws IOException, InterruptedException {
        String body =
                "{\"csrfToken\":\"%s\",\"rpc\":[%s],\"syncId\":%s,\"clientId\":%d}".formatted(key, event, sync, sent++);
        String answer = send(HttpRequest.newBuilder(base.resolve("/?v-r=uidl&v-uiId=" + window))
                .header("Content-Type", "application/json; charset=UTF-8")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        sync = found(SYNC, answer);
        return answer;
    }

    private String get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)).header("Accept", "text/html,*/*;q=0.8"));
    }

    private String send(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (!session.isEmpty()) {
            request.header("Cookie", session);
        }
        HttpResponse<String> answer = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        String cookies = answer.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .filter(cookie -> cookie.startsWith("JSESSIONID="))
                .collect(Collectors.joining("; "));
        if (!cookies.isEmpty()) {
            session = cookies;
        }
        if (answer.statusCode() >= 400) {
            throw new IllegalStateException(request.build().uri() + " answered " + answer.statusCode());
        }
        return answer.body();
    }

    private static String found(Pattern pattern, @Nullable String text) {
        var matcher = pattern.matcher(text == null ? "" : text);
        if (!matcher.find()) {
            throw new IllegalStateException("No " + pattern + " in an answer of the portal");
        }
        return matcher.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package dev.bursar.testing;

import module java.base;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;

/** What a browser does with cookies, forms and redirects (which it doesn't follow), without a browser. */
public final class Browser {
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" content=\"([^\"]+)\"");

    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final URI base;

    public Browser(int port) {
        this.base = URI.create("http://127.0.0.1:" + port);
    }

    /** Opens the sign-in page, fills it in and sends it. */
    public HttpResponse<String> signIn(String name, String password) {
        return post("/login", Map.of("username", name, "password", password));
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(base.resolve(path)).header("Accept", "text/html,*/*;q=0.8"));
    }

    /** Sends a form with the token of a freshly opened page. */
    public HttpResponse<String> post(String path, Map<String, String> fields) {
        var page = TOKEN.matcher(get("/login").body());
        var token = page.find() ? page.group(1) : "";
        return postWith(token, path, fields);
    }

    public HttpResponse<String> postWith(String token, String path, Map<String, String> fields) {
        var form = fields.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&", "_csrf=" + encode(token) + "&", ""));
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Accept", "text/html,*/*;q=0.8")
                .POST(HttpRequest.BodyPublishers.ofString(form)));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Opens a web socket from a page of the portal, with the cookies that the browser has. */
    public WebSocket socket(String path, WebSocket.Listener listener) {
        return socket(base.toString(), path, listener);
    }

    /** Opens a web socket from a page of another origin. */
    public WebSocket socket(String origin, String path, WebSocket.Listener listener) {
        var session = "JSESSIONID=" + session().orElse("");
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("Cookie", session)
                .header("Origin", origin)
                .buildAsync(URI.create(base.resolve(path).toString().replaceFirst("http", "ws")), listener)
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    public URI at(String path) {
        return base.resolve(path);
    }

    public Optional<String> session() {
        return cookie("JSESSIONID");
    }

    public Optional<String> cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst();
    }

    /** Where an answer sends the browser, path and query only. */
    public static String location(HttpResponse<?> response) {
        var to = URI.create(response.headers().firstValue("Location").orElse(""));
        return to.getRawPath() + (to.getRawQuery() == null ? "" : "?" + to.getRawQuery());
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

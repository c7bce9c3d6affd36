package org.postizgateway.console;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Somebody in front of the console, without script: follows no redirect and keeps cookies. */
public final class Browser {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    static final String SESSION = "postiz-gateway-console";

    private final int port;
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private String csrf = "";

    /** What came back. */
    public record Page(int status, HttpResponse<String> response) {

        public Document html() {
            return Jsoup.parse(response.body());
        }

        public String text() {
            return html().text();
        }

        public String header(String name) {
            return String.join(", ", response.headers().allValues(name));
        }
    }

    public Browser(int port) {
        this.port = port;
    }

    /** One who has signed in. */
    public static Browser signedIn(int port, String token) {
        Browser browser = new Browser(port);
        Page answer = browser.signIn(token);
        if (answer.status() != 302) {
            throw new AssertionError("Not signed in: " + answer.status() + " " + answer.text());
        }
        browser.get("/console");
        return browser;
    }

    public Page signIn(String token) {
        get("/console/sign-in");
        return post("/console/sign-in", Map.of("token", token));
    }

    public Page get(String path, String... headers) {
        return send(request(path, headers).GET().build());
    }

    /** Sends a form with the CSRF token of the page that was shown last. */
    public Page post(String path, Map<String, String> fields) {
        Map<String, String> all = new LinkedHashMap<>(fields);
        all.putIfAbsent("_csrf", csrf);
        String body =
                all.entrySet().stream()
                        .map(e -> e.getKey() + "=" + encoded(e.getValue()))
                        .collect(Collectors.joining("&"));
        return send(
                request(path, "Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build());
    }

    String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    void cookie(String name, String value) {
        cookies.put(name, value);
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private Page send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
            keep(response.headers().allValues("Set-Cookie"));
            Page page = new Page(response.statusCode(), response);
            String token = page.html().select("input[name=_csrf]").attr("value");
            csrf = token.isEmpty() ? csrf : token;
            return page;
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void keep(List<String> set) {
        for (String cookie : set) {
            String[] pair = cookie.split(";", 2)[0].split("=", 2);
            if (pair[1].isEmpty() || cookie.contains("Max-Age=0")) {
                cookies.remove(pair[0]);
            } else {
                cookies.put(pair[0], pair[1]);
            }
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}

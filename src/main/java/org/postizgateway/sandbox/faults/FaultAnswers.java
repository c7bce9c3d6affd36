package org.postizgateway.sandbox.faults;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.postizgateway.sandbox.web.Answers;
import org.springframework.web.servlet.function.ServerResponse;

/** Complete HTTP answers that are not those of a healthy Postiz. */
public final class FaultAnswers {

    static final int HUGE_BODY_BYTES = 50 * 1024 * 1024;

    private static final String JSON = "application/json; charset=utf-8";
    private static final String FRONTEND_PAGE =
            "<!DOCTYPE html><html><head><title>Postiz</title></head>"
                    + "<body><div id=\"app\">Sign in</div></body></html>";

    private FaultAnswers() {}

    /** What the proxy says when Postiz takes too long. */
    public static ServerResponse gatewayTimeout() {
        return Answers.html(504, proxyPage("504 Gateway Time-out"));
    }

    static void write(FaultRule rule, HttpServletResponse response) throws IOException {
        switch (rule.fault()) {
            case TOO_MANY_REQUESTS -> tooManyRequests(rule, response);
            case INTERNAL_ERROR ->
                    text(
                            response,
                            500,
                            JSON,
                            "{\"statusCode\":500,\"message\":\"Internal server error\"}");
            case BAD_GATEWAY -> proxyPage(response, "502 Bad Gateway");
            case UNAVAILABLE -> proxyPage(response, "503 Service Temporarily Unavailable");
            case GATEWAY_TIMEOUT -> proxyPage(response, "504 Gateway Time-out");
            case HTML_PAGE -> text(response, 200, "text/html; charset=utf-8", FRONTEND_PAGE);
            case LOGIN_REDIRECT -> {
                response.setHeader("Location", "/auth");
                text(response, 307, "text/plain; charset=utf-8", "/auth");
            }
            case MALFORMED_JSON -> text(response, 200, JSON, "{\"postId\": \"cm");
            case HUGE_BODY -> hugeBody(response);
            case EMPTY_UNAUTHORIZED -> {
                response.setStatus(401);
                response.setHeader("logout", "true");
                response.setContentLength(0);
            }
            default -> throw new IllegalStateException(rule.fault() + " is not an HTTP answer");
        }
    }

    /** The page that the proxy of the official container shows. */
    private static void proxyPage(HttpServletResponse response, String title) throws IOException {
        text(response, Integer.parseInt(title.substring(0, 3)), "text/html", proxyPage(title));
    }

    private static String proxyPage(String title) {
        return "<html>\r\n<head><title>%s</title></head>\r\n<body>\r\n<center><h1>%s</h1></center>\r\n"
                .concat("<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n")
                .formatted(title, title);
    }

    private static void tooManyRequests(FaultRule rule, HttpServletResponse response)
            throws IOException {
        if (rule.retryAfterSeconds() > 0) {
            response.setHeader("Retry-After", Integer.toString(rule.retryAfterSeconds()));
        }
        text(
                response,
                429,
                JSON,
                "{\"statusCode\":429,\"message\":\"ThrottlerException: Too Many Requests\"}");
    }

    private static void hugeBody(HttpServletResponse response) throws IOException {
        response.setStatus(200);
        response.setContentType(JSON);
        response.setContentLength(HUGE_BODY_BYTES);
        byte[] filler = new byte[1024 * 1024];
        Arrays.fill(filler, (byte) 'x');
        OutputStream out = response.getOutputStream();
        out.write('"');
        int left = HUGE_BODY_BYTES - 2;
        while (left > 0) {
            int step = Math.min(left, filler.length);
            out.write(filler, 0, step);
            left -= step;
        }
        out.write('"');
    }

    private static void text(HttpServletResponse response, int status, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}

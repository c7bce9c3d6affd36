package org.postizgateway.sandbox.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps web pages from steering the sandbox of whoever has them open: what is below {@code
 * /sandbox/} is not served to a page of another origin, nor, on a connection within this machine,
 * under a name that an attacker could have pointed here.
 */
public final class ControlFilter extends OncePerRequestFilter {

    private static final String CONTROL = "/sandbox/";
    private static final Pattern LOCAL =
            Pattern.compile("(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().toLowerCase(Locale.ROOT).startsWith(CONTROL);
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String host = String.valueOf(request.getHeader("Host")).toLowerCase(Locale.ROOT);
        boolean within = InetAddress.getByName(request.getLocalAddr()).isLoopbackAddress();
        if (within && !LOCAL.matcher(host).matches()) {
            refuse(response, "The sandbox is steered on its own machine as localhost");
        } else if (isForeign(request.getHeader("Origin"), host)) {
            refuse(response, "Web pages of another origin may not steer the sandbox");
        } else {
            chain.doFilter(request, response);
        }
    }

    private static boolean isForeign(String origin, String host) {
        return origin != null
                && !origin.toLowerCase(Locale.ROOT).equals("http://" + host)
                && !origin.toLowerCase(Locale.ROOT).equals("https://" + host);
    }

    private static void refuse(HttpServletResponse response, String reason) throws IOException {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType("application/json");
        response.getWriter().write("{\"error\":\"" + reason + "\"}");
    }
}

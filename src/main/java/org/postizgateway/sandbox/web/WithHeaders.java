package org.postizgateway.sandbox.web;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.function.ServerResponse;

/** A finished response with more headers on it. */
public record WithHeaders(ServerResponse response, Map<String, String> extra)
        implements ServerResponse {

    @Override
    public HttpStatusCode statusCode() {
        return response.statusCode();
    }

    @Override
    @Deprecated
    public int rawStatusCode() {
        return response.statusCode().value();
    }

    @Override
    public HttpHeaders headers() {
        return response.headers();
    }

    @Override
    public MultiValueMap<String, Cookie> cookies() {
        return response.cookies();
    }

    @Override
    public ModelAndView writeTo(
            HttpServletRequest request, HttpServletResponse target, Context context)
            throws ServletException, IOException {
        extra.forEach(target::setHeader);
        return response.writeTo(request, target, context);
    }
}

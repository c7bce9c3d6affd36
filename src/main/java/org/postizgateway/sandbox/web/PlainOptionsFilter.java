package org.postizgateway.sandbox.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Keeps Spring MVC from answering preflights itself: every path has its own way to do so. */
public final class PlainOptionsFilter extends OncePerRequestFilter {

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("OPTIONS");
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new NoPreflight(request), new NoAllow(response));
    }

    private static final class NoPreflight extends HttpServletRequestWrapper {

        NoPreflight(HttpServletRequest request) {
            super(request);
        }

        @Override
        public String getHeader(String name) {
            return name.equalsIgnoreCase(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)
                    ? null
                    : super.getHeader(name);
        }
    }

    /** The servlet API lists every verb that it knows; Postiz does not. */
    private static final class NoAllow extends HttpServletResponseWrapper {

        NoAllow(HttpServletResponse response) {
            super(response);
        }

        @Override
        public void setHeader(String name, String value) {
            if (!name.equalsIgnoreCase(HttpHeaders.ALLOW)) {
                super.setHeader(name, value);
            }
        }
    }
}

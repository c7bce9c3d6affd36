package org.postizgateway.security.operator;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.postizgateway.security.door.HostCheck;
import org.postizgateway.security.door.HostCheck.Verdict;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Keeps web pages from the operators' port, as {@code OriginCheck} does from the front doors: one
 * whose name was rebound to this machine asks for a {@code Host} that is not ours.
 */
public final class OpsHostFilter extends OncePerRequestFilter {

    private final HostCheck hostCheck;

    /**
     * @param allowedHosts see {@link HostCheck}
     */
    public OpsHostFilter(List<String> allowedHosts) {
        this.hostCheck = new HostCheck(List.copyOf(allowedHosts), Optional.empty());
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<String> host =
                Optional.ofNullable(request.getHeader("Host"))
                        .map(name -> name.strip().toLowerCase(Locale.ROOT));
        boolean onLoopback = InetAddress.getByName(request.getLocalAddr()).isLoopbackAddress();
        if (hostCheck.verdict(host, onLoopback) == Verdict.FOREIGN) {
            OpsRefusal.answer(
                    response,
                    HttpStatus.FORBIDDEN,
                    "The Host of this request is not one the operators' port answers to. Call it"
                            + " as localhost on its own machine, or by a name listed in"
                            + " OPS_ALLOWED_HOSTS.");
        } else {
            chain.doFilter(request, response);
        }
    }
}

package org.postizgateway.security.operator;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.postizgateway.bound.Rate;
import org.postizgateway.security.door.ClientAddresses;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Slows down whoever guesses a token of the operators: after some wrong ones from an address, sent
 * along or typed in to sign in, the next is looked at only every few seconds.
 */
public final class OpsAttemptFilter extends OncePerRequestFilter {

    private static final Rate.Limit PER_ADDRESS = new Rate.Limit(0.2, 10);
    private static final Rate.Limit IN_ALL = new Rate.Limit(1_000_000, 1_000_000);

    private final Rate wrong = new Rate(PER_ADDRESS, IN_ALL);
    private final Consumer<String> exceeded;

    /**
     * @param exceeded is told each time that a request is not looked at, with the name of the bound
     */
    public OpsAttemptFilter(Consumer<String> exceeded) {
        this.exceeded = exceeded;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean signsIn = SignInEntryPoint.signsIn(request);
        if (request.getHeader(HttpHeaders.AUTHORIZATION) == null && !signsIn) {
            chain.doFilter(request, response);
            return;
        }
        String address = ClientAddresses.ofLiteral(request.getRemoteAddr());
        Optional<Duration> wait = wrong.tooMany(address);
        if (wait.isPresent()) {
            exceeded.accept("ops-tokens");
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait.get().toSeconds() + 1));
            if (signsIn) {
                response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
                return;
            }
            OpsRefusal.answer(
                    response,
                    HttpStatus.TOO_MANY_REQUESTS,
                    "Too many wrong tokens came from your address; try again later.");
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() == HttpServletResponse.SC_UNAUTHORIZED) {
            wrong.charge(address, 1);
        }
    }
}

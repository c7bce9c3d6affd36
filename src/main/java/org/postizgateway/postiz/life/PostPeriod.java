package org.postizgateway.postiz.life;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.postizgateway.postiz.InvalidInputException;
import org.postizgateway.postiz.life.listed.Period;

/** The period of the resource {@code postiz://posts/{from}/{to}}. */
public final class PostPeriod {

    private final Clock clock;

    public PostPeriod(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param variables {@code from} and {@code to} of the URI
     * @return arguments of {@code postsListTool}
     * @throws InvalidInputException when the period cannot be read, is empty or too long
     */
    public Map<String, Object> arguments(Map<String, Object> variables) {
        Period.of(variables, clock.instant(), Duration.ZERO);
        return Map.of("startDate", variables.get("from"), "endDate", variables.get("to"));
    }
}

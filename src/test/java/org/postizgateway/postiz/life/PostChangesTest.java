package org.postizgateway.postiz.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.outcome.Effect;
import org.postizgateway.outcome.KnownOutcome;
import org.postizgateway.outcome.Outcome;
import org.postizgateway.outcome.Reason;
import org.postizgateway.postiz.failure.PostizErrors;
import org.postizgateway.postiz.life.listed.ListedPost;

class PostChangesTest {

    @ParameterizedTest
    @CsvSource({
        "RUNNING, STILL_RUNNING, running",
        "RUNNING, OUTCOME_UNKNOWN, unknown",
        "UNKNOWN, OUTCOME_UNKNOWN, unknown",
        "NONE, REJECTED, unchanged"
    })
    void says_of_a_change_in_the_documented_words_how_it_stands(
            Effect effect, Reason reason, String word) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        PostChanges changes = new PostChanges(new PostizErrors(Clock.systemUTC()));
        changes.request(Change.delete(post()), exchange);
        exchange.setProperty(
                Exchange.EXCEPTION_CAUGHT, new Ended(new Outcome(effect, reason, "So.", true)));

        assertThat(changes.failed(exchange)).containsEntry("status", word);
    }

    private static ListedPost post() {
        Map<String, Object> listed = Map.of("id", "p", "integration", Map.of("name", "Acme"));
        return ListedPost.of(Map.of("posts", List.of(listed))).get("p");
    }

    private static final class Ended extends RuntimeException implements KnownOutcome {

        private final transient Outcome outcome;

        Ended(Outcome outcome) {
            this.outcome = outcome;
        }

        @Override
        public Outcome outcome() {
            return outcome;
        }
    }
}

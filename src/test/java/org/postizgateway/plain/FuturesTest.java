package org.postizgateway.plain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class FuturesTest {

    private final IOException thrown = new IOException("reset");

    @Test
    void what_was_put_around_on_the_way_is_taken_off() {
        assertThat(Futures.cause(new CompletionException(thrown))).isSameAs(thrown);
        assertThat(Futures.cause(thrown)).isSameAs(thrown);
    }

    @Test
    void what_holds_nothing_is_what_was_thrown() {
        CompletionException empty = new CompletionException(null);

        assertThat(Futures.cause(empty)).isSameAs(empty);
        assertThat(Futures.cause(null)).isNull();
    }
}

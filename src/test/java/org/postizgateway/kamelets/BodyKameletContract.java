package org.postizgateway.kamelets;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What Kamelets that send a body keep to as well. */
abstract class BodyKameletContract extends KameletContract {

    @Test
    void takesItsBodyAsJsonTextToo() throws Exception {
        answers(success());

        call("direct:call", input(), json.writeValueAsString(body()));

        assertThat(json.readValue(onlyRequest().getBody(), Object.class)).isEqualTo(sentBody());
    }
}

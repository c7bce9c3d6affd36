package org.postizgateway.ledger.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Requests as the ledger keeps them. */
class RequestTextTest {

    @Test
    void a_request_has_one_hash_whether_or_not_all_of_it_was_kept() {
        String request = "{\"text\":\"" + "é".repeat(2_000) + "\"}";
        String kept = RequestText.kept(request, 1_000);

        assertThat(kept).startsWith("cut: ");
        assertThat(RequestText.sha256(kept)).isEqualTo(RequestText.sha256(request)).hasSize(64);
        assertThat(RequestText.sha256("abc"))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}

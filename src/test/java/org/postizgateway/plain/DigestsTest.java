package org.postizgateway.plain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** What is kept, and signed, by other versions of the gateway is told again by this one. */
class DigestsTest {

    /** FIPS 180-2, appendix B.1. */
    private static final String ABC =
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void a_digest_is_in_lower_case_hexadecimal() {
        assertThat(Digests.sha256("abc")).isEqualTo(ABC);
        assertThat(Digests.sha256("abc".getBytes(UTF_8))).isEqualTo(ABC);
        assertThat(HexFormat.of().formatHex(Digests.sha256().digest("abc".getBytes(UTF_8))))
                .isEqualTo(ABC);
    }

    @Test
    void a_text_counts_in_UTF_8() {
        assertThat(Digests.sha256("Grüße 👋"))
                .isEqualTo(Digests.sha256("Grüße 👋".getBytes(UTF_8)));
    }

    /** RFC 4231, section 4.3. */
    @Test
    void a_text_is_signed_with_a_secret() {
        byte[] signature = new Hmac("Jefe".getBytes(UTF_8)).of("what do ya want for nothing?");

        assertThat(HexFormat.of().formatHex(signature))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }
}

package org.postizgateway.security.credential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TenantHashTest {

    private static final byte[] SECRET = "a secret that is long enough now".getBytes();

    @Test
    void a_credential_has_the_same_hash_in_every_process_with_the_same_secret() {
        assertThat(new TenantHash(SECRET).of("key")).isEqualTo(new TenantHash(SECRET).of("key"));
    }

    @Test
    void the_hash_is_hmac_sha_256_cut_to_128_bits() {
        assertThat(
                        new TenantHash("key".getBytes())
                                .of("The quick brown fox jumps over the lazy dog"))
                .isEqualTo("f7bc83f430538424b13298e6aa6fb143");
    }

    @Test
    void another_secret_gives_another_hash() {
        assertThat(new TenantHash("another secret".getBytes()).of("key"))
                .isNotEqualTo(new TenantHash(SECRET).of("key"));
    }
}

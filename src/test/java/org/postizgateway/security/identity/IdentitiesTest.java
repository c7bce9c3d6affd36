package org.postizgateway.security.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;

/** An identity provider that is not to be had, and what cannot be read as assigned keys. */
class IdentitiesTest {

    @TempDir private Path directory;

    @Test
    void a_provider_that_is_away_says_nothing_about_a_token() throws Exception {
        IdentityProvider nowhere =
                new IdentityProvider(
                        URI.create("http://127.0.0.1:1/realm"),
                        Optional.empty(),
                        Set.of("a"),
                        Set.of(SignatureAlgorithm.RS256),
                        "sub");
        Files.writeString(directory.resolve("keys"), "alice: key");
        try (Identities identities = new Identities(nowhere, keys(directory))) {
            String token = "eyJhbGciOiJSUzI1NiJ9.e30.c2ln";

            assertThat(identities.concerns(token)).isTrue();
            assertThat(identities.concerns("pos_token.of.postiz")).isFalse();
            assertThat(identities.identify(token, "a", "address"))
                    .failsWithin(Duration.ofMinutes(1))
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOfSatisfying(
                            IdentityRefusedException.class,
                            refused ->
                                    assertThat(refused.status())
                                            .isEqualTo(HttpStatus.SERVICE_UNAVAILABLE));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "'alice: secret-1\nalice: secret-2'#is no YAML, or names somebody twice, in line 2",
                "'- secret-1'#is not a map of names to keys",
                "'alice: 12345'#has something that is no key in entry 1; put keys in quotes",
                "'alice: {key: secret-1}'#has something in entry 1 that is not {instance: …, key: …}",
                "'alice: {instance: support, key: secret-1, url: x}'#has something in entry 1 that is not {instance: …, key: …}",
                "'alice: {instance: support, key: 12345}'#has something that is no key in entry 1; put keys in quotes",
                "'alice: secret-1\nbob: {instance: nowhere, key: secret-2}'#names in entry 2 an instance of Postiz that is not set; set are sales, support",
                "'alice: secret-1\nbob: {instance: support, key: secret-1}'#has in entry 2 a key that another entry, or POSTIZ_API_KEY, has of another instance of Postiz",
                "'alice: {instance: support, key: key-of-default}'#has in entry 1 a key that another entry, or POSTIZ_API_KEY, has of another instance of Postiz",
                "'alice: \"secret 1\"'#has something that is no key in entry 1; put keys in quotes"
            })
    void a_file_that_cannot_be_meant_is_refused_without_its_content(String content, String problem)
            throws Exception {
        Path file = Files.writeString(directory.resolve("keys.yaml"), content);

        assertThatThrownBy(() -> keys(file))
                .isInstanceOf(AssignedKeys.UnreadableException.class)
                .hasMessage(file + " " + problem);
        assertThatThrownBy(() -> keys(directory.resolve("none")))
                .hasMessageEndingWith("none cannot be read");
    }

    private static AssignedKeys keys(Path path) {
        return new AssignedKeys(path, Set.of("support", "sales"), Optional.of("key-of-default"));
    }

    @Test
    void the_instance_of_a_key_is_known_even_when_nobody_has_it_any_more() throws Exception {
        Path file =
                Files.writeString(
                        directory.resolve("keys.yaml"), "a: {instance: support, key: k1}");
        AssignedKeys keys = keys(directory);
        assertThat(keys.instance("k1")).contains("support");
        assertThat(keys.instance("unknown")).isEmpty();

        Files.writeString(file, "alice: {instance: support, key: k2}");
        assertThat(keys.of("alice")).containsExactly("k2");
        assertThat(keys.instance("k1")).contains("support");

        Files.writeString(file, "alice: \"k1\"");
        assertThat(keys.of("alice")).containsExactly("k1");
        assertThat(keys.instance("k1")).isEmpty();
        Files.writeString(file, "alice: {instance: nowhere, key: k1}");
        assertThat(keys.of("alice")).containsExactly("k1");
        assertThat(keys.instance("k1")).isEmpty();
    }

    @Test
    void what_kubernetes_mounts_is_read_once() throws Exception {
        Path version = Files.createDirectories(directory.resolve("..2026"));
        Files.writeString(version.resolve("keys.yaml"), "alice: key");
        Files.createSymbolicLink(directory.resolve("..data"), version);
        Files.createSymbolicLink(
                directory.resolve("keys.yaml"), directory.resolve("..data/keys.yaml"));

        assertThat(keys(directory).of("alice")).containsExactly("key");
    }
}

package org.postizgateway.security.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.postizgateway.security.credential.CredentialStatus.VALID;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.postizgateway.security.upstream.PostizUnavailableException;

/** Whose a credential is belongs to what is known of it. */
class CredentialTenantsTest extends AskedPostiz {

    @Test
    void credentials_of_one_organization_are_one_tenant() {
        account = credential -> Optional.of(credential.startsWith("other") ? "o2" : "o1");
        asking(credential -> VALID);
        List.of("key", "pos_token", "other").forEach(credential -> check(credential).join());

        assertThat(checks.tenant("key")).isEqualTo(checks.tenant("pos_token"));
        assertThat(checks.tenant("other")).isNotEqualTo(checks.tenant("key"));
    }

    @Test
    void a_credential_is_a_tenant_of_its_own_where_postiz_does_not_tell() {
        asking(credential -> VALID);
        check("key").join();
        check("pos_token").join();

        assertThat(checks.tenant("key")).isEqualTo(new Tenant(HASH.of("key")));
        assertThat(checks.tenant("pos_token")).isNotEqualTo(checks.tenant("key"));
    }

    @Test
    void nobody_is_let_in_whose_tenant_cannot_be_known_for_now() {
        account =
                credential -> {
                    throw PostizUnavailableException.later("Postiz is away.");
                };
        asking(credential -> VALID);

        assertThatThrownBy(() -> check("key").join())
                .hasCauseInstanceOf(PostizUnavailableException.class);

        account = credential -> Optional.of("o1");
        asking(credential -> VALID);
        assertThat(check("key").join()).isEqualTo(VALID);
    }

    @Test
    void a_postiz_that_begins_to_tell_is_noticed_and_one_that_told_is_not_asked_again() {
        AtomicInteger questions = new AtomicInteger();
        account =
                credential -> {
                    questions.incrementAndGet();
                    return pastTenMinutes() ? Optional.of("o1") : Optional.empty();
                };
        asking(credential -> VALID);
        check("key").join();
        Tenant before = checks.tenant("key");
        for (int minute = 0; minute < 30; minute++) {
            pass(Duration.ofSeconds(61));
            check("key").join();
        }

        assertThat(checks.tenant("key")).isNotEqualTo(before);
        assertThat(questions).hasValue(2);
    }

    private boolean pastTenMinutes() {
        return nanos.get() > Duration.ofMinutes(10).toNanos();
    }

    @Test
    void an_accepted_credential_keeps_its_tenant_though_many_others_come() {
        account = credential -> Optional.of("organization of " + credential);
        asking(credential -> VALID);
        check("key").join();
        Tenant tenant = checks.tenant("key");
        for (int other = 0; other < 10 * REMEMBERED; other++) {
            tenants.ask("other " + other);
        }

        assertThat(tenants.known("key")).as("is forgotten").isEmpty();
        assertThat(checks.tenant("key")).isEqualTo(tenant);
    }
}

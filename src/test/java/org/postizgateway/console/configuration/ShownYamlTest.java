package org.postizgateway.console.configuration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.generation.set.SetFile;

/** Files of a set as people read them. */
class ShownYamlTest {

    private static String shown(String yaml) {
        return ShownYaml.of(
                new SetFile("application.yaml", "/etc/application.yaml", yaml.getBytes(UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bearer-token: in-the-clear",
                "smtp-password: in-the-clear",
                "signing-key: 'in-the-clear'",
                "crm.api-key: in-the-clear",
                "passphrase: in-the-clear",
                "db-pwd: in-the-clear",
                "session-cookie: in-the-clear",
                "keys: [in-the-clear, in-the-shade]",
                "keys:\n    - in-the-clear",
                "signing-key: |\n    -- BEGIN --\n    in-the-clear\n    -- END --",
                "token: ${CRM_TOKEN:in-the-clear}",
                "token: ${CRM_TOKEN:${OLD_TOKEN:in-the-clear}}",
                "token: '{{crm.token:in-the-clear}}'",
                "# token: in-the-clear",
                "webhook: https://chat.example/in-the-clear",
                "sinks: kamelet:sink?url=RAW(https://intranet.example/in-the-clear)",
                "hooks:\n    - https://chat.example/in-the-clear",
                "alerts: https://hooks.chat.example/services/in-the-clear",
                "alerts: https://chat.example/api/webhooks/in-the-clear",
                "alerts: ${ALERTS:https://chat.example/hooks/in-the-clear}",
                "alerts: \"kamelet:sink?url=RAW(https://chat.example/hook/in-the-clear)\"",
                "url: https://me:in-the-clear@crm.internal/v1",
                "url: https://in-the-clear@crm.internal/v1",
                "url: amqp://me:in-the-clear@broker",
                "url: https://crm.internal/v1?bearer-token=in-the-clear",
                "url: https://crm.internal/v1?a=b&sig=in-the-clear",
                "uri: crm:list?signing-key=RAW(in-the-clear)",
                "note: |\n    from https://hooks.chat.example/in-the-clear\n    on",
            })
    void what_is_a_secret_by_its_key_or_its_address_is_hidden(String line) {
        String yaml = "crm:\n  " + line + "\n  name: mine\n";

        String shown = shown(yaml);

        assertThat(shown).doesNotContain("in-the-").contains("xxxxxx", "name: mine");
        assertThat(shown.lines()).hasSize((int) yaml.lines().count());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bearer-token: ${CRM_TOKEN}",
                "bearer-token: ${CRM_TOKEN:}",
                "bearer-token: ${CRM_TOKEN:${OLD_TOKEN:}}",
                "bearer-token: \"{{crm.token}}\"",
                "bearer-token: \"{{?crm.token}}\"",
                "bearer-token: \"{{env:CRM_TOKEN}}\"",
                "authorization: Bearer {{crm.token}}",
                "key-in-url: true",
                "credential-ttl: 15m",
                "# Whether a key is sent",
                "webhook: ${TEAM_WEBHOOK:}",
                "webhook: \"{{team.webhook}}\"",
                "webhook: https://{{team.host}}/{{team.path}}",
                "url: ${IMAGES_URL:https://api.example/v1}",
                "url: https://api.example:8443/v1/images?size=large&top=10",
                "url: https://{{crm.user}}@crm.internal/v1",
                "uri: crm:list?signing-key={{crm.key}}&limit=3",
                "mail: editors@example.com",
            })
    void where_a_secret_comes_from_and_what_is_none_is_shown(String line) {
        String yaml = "crm:\n  " + line + "\n  name: mine\n";

        assertThat(shown(yaml)).isEqualTo(yaml);
    }

    @ParameterizedTest
    @CsvSource({
        "https://chat.example/x/T0ABCDEF12/B0123456789ABCDEFGH/post,"
                + "https://chat.example/x/T0ABCDEF12/xxxxxx/post",
        "https://api.chat.example/bot123456789:AAbbCCddEE/send,"
                + "https://api.chat.example/xxxxxx/send",
        "https://chat.example/hooks/team,https://chat.example/xxxxxx",
        "https://me:word@crm.internal/v1?page=2,https://xxxxxx@crm.internal/v1?page=2"
    })
    void an_address_keeps_what_tells_where_it_leads(String address, String shown) {
        assertThat(shown("url: " + address)).isEqualTo("url: " + shown);
    }

    @Test
    void a_secret_that_is_written_once_and_used_twice_is_hidden_where_it_stands() {
        assertThat(shown("crm:\n  word: &word in-the-clear\n  token: *word\n"))
                .doesNotContain("in-the-");
    }
}

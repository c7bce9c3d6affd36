package org.postizgateway.config.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.config.startup.InvalidSettingFailureAnalyzer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Settings are taken as operators write them, and refused with one line that says what to do. */
class SettingsTest {

    private static <T> T bound(String prefix, Class<T> type, Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate(prefix, type);
    }

    private static GatewaySettings gateway(String property, String value) {
        return bound("gateway", GatewaySettings.class, Map.of("gateway." + property, value));
    }

    private static PostizSettings postiz(String url) {
        return bound("postiz", PostizSettings.class, Map.of("postiz.url", url));
    }

    private static InvalidSettingException refusal(
            org.assertj.core.api.ThrowableAssert.ThrowingCallable binding) {
        Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(binding);
        assertThat(thrown).isInstanceOf(BindException.class);
        while (thrown != null && !(thrown instanceof InvalidSettingException)) {
            thrown = thrown.getCause();
        }
        assertThat(thrown).isNotNull();
        assertThat(thrown.getMessage()).doesNotContain("\n");
        return (InvalidSettingException) thrown;
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.postiz.com,https://api.postiz.com",
        "https://postiz.example/api/,https://postiz.example/api",
        "http://localhost:3000//,http://localhost:3000",
        "' https://api.postiz.com ',https://api.postiz.com"
    })
    void the_url_of_postiz_is_taken_without_slashes_at_its_end(String value, String url) {
        assertThat(postiz(value).url()).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "postiz.example",
                "//postiz.example",
                "ftp://postiz.example",
                "https://",
                "https://postiz.example?x=1",
                "https://postiz.example#top",
                "https://post iz.example",
                "mailto:someone@example.org"
            })
    void a_url_of_postiz_that_cannot_be_one_is_refused_by_name(String value) {
        assertThat(refusal(() -> postiz(value)))
                .hasMessageStartingWith("POSTIZ_URL ")
                .hasMessageContaining("https://api.postiz.com");
    }

    @Test
    void a_password_in_the_url_of_postiz_is_refused_and_not_repeated() {
        assertThat(refusal(() -> postiz("https://me:s3cret@postiz.example")))
                .hasMessageContaining("user name or password")
                .hasMessageNotContaining("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/public/v1", "/public/v1/", "/mcp", "/mcp-oauth", "/sse"})
    void a_path_the_gateway_adds_itself_is_refused_with_the_url_to_set(String path) {
        assertThat(refusal(() -> postiz("https://postiz.example/api" + path)))
                .hasMessageContaining("ends in " + path.replaceAll("/$", ""))
                .hasMessageEndingWith("Set it to https://postiz.example/api.");
    }

    @Test
    void everything_but_the_url_of_postiz_has_a_default() {
        GatewaySettings settings = bound("gateway", GatewaySettings.class, Map.of());

        assertThat(settings.port()).isEqualTo(8080);
        assertThat(settings.address()).isEqualTo("127.0.0.1");
        assertThat(settings.publicUri()).isEmpty();
        assertThat(settings.allowedHosts()).isEmpty();
        assertThat(settings.keyCache().ttl()).hasSeconds(60);
        assertThat(postiz("https://api.postiz.com").frontend()).isEmpty();
    }

    @Test
    void lists_are_separated_by_commas_and_compared_in_lower_case() {
        assertThat(gateway("allowed-origins", "https://App.example, http://b:1").allowedOrigins())
                .isEqualTo(List.of("https://app.example", "http://b:1"));
        assertThat(gateway("allowed-hosts", "MCP.example,[::1]:8080,*").allowedHosts())
                .isEqualTo(List.of("mcp.example", "[::1]:8080", "*"));
        assertThat(gateway("allowed-origins", "").allowedOrigins()).isEmpty();
    }

    @Test
    void the_public_url_may_have_a_path() {
        assertThat(gateway("public-url", "https://example.org/postiz/").publicUri())
                .contains(URI.create("https://example.org/postiz"));
    }

    @ParameterizedTest
    @CsvSource({
        "public-url,https://mcp.example/mcp,GATEWAY_PUBLIC_URL",
        "public-url,mcp.example,GATEWAY_PUBLIC_URL",
        "allowed-origins,app.example,GATEWAY_ALLOWED_ORIGINS",
        "allowed-origins,https://app.example/path,GATEWAY_ALLOWED_ORIGINS",
        "allowed-origins,*,GATEWAY_ALLOWED_ORIGINS",
        "allowed-hosts,https://mcp.example,GATEWAY_ALLOWED_HOSTS",
        "secret,short,GATEWAY_SECRET"
    })
    void a_wrong_value_is_refused_by_the_name_of_its_setting(
            String property, String value, String setting) {
        assertThat(refusal(() -> gateway(property, value))).hasMessageStartingWith(setting + " ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc123", "sixteen characters but spaces", "0123456789abcde\u00e9"})
    void an_operators_token_that_cannot_be_sent_or_could_be_guessed_is_refused(String token) {
        assertThat(refusal(() -> bound("ops", OpsSettings.class, Map.of("ops.token", token))))
                .hasMessageStartingWith("OPS_TOKEN ")
                .hasMessageNotContaining(token);
    }

    @Test
    void settings_that_are_logged_give_no_secret_away() {
        String secret = "0123456789abcdef0123456789abcdef";

        assertThat(gateway("secret", secret).toString()).doesNotContain(secret);
        assertThat(bound("ops", OpsSettings.class, Map.of("ops.token", secret)).toString())
                .doesNotContain(secret);
    }

    @Test
    void the_start_up_report_is_that_line_and_nothing_else() {
        InvalidSettingException refusal =
                new InvalidSettingException("POSTIZ_URL", "is empty", "Set it.");

        FailureAnalysis report =
                new InvalidSettingFailureAnalyzer()
                        .analyze(new IllegalStateException("wrapped", refusal));

        assertThat(report.getDescription()).isEqualTo("POSTIZ_URL is empty. Set it.");
        assertThat(report.getAction()).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "gateway.port,eighty,GATEWAY_PORT is \"eighty\". Set it to a number from 0 to 65535.",
        "gateway.port,65536,GATEWAY_PORT is \"65536\". Set it to",
        "gateway.port,'',GATEWAY_PORT is \"\". Set it to",
        "gateway.address,no.such.host.invalid,GATEWAY_ADDRESS is \"no.such.host.invalid\". Set it to",
        "server.port,-1,OPS_PORT is \"-1\". Set it to",
        "ops.open-metrics,perhaps,OPS_OPEN_METRICS is \"perhaps\". Set it to auto",
        "gateway.key-cache.ttl,0s,GATEWAY_KEY_CACHE_TTL is \"0s\". Set it to",
        "gateway.key-cache.refusal-ttl,-1s,GATEWAY_KEY_CACHE_REFUSAL_TTL is \"-1s\". Set it to",
        "gateway.http.max-body-size,0,GATEWAY_HTTP_MAX_BODY_SIZE is \"0\". Set it to a size",
        "policies.upstream.failure-rate,101,POLICIES_UPSTREAM_FAILURE_RATE is \"101\". Set it to",
        "ledger.reconcile-delays,'1s,soon','LEDGER_RECONCILE_DELAYS is \"1s,soon\". Set it to'",
        "ledger.connections,1,LEDGER_CONNECTIONS is \"1\". Set it to a whole number of at least 2",
        "ledger.retention,1s,LEDGER_RETENTION is shorter than LEDGER_REPEAT_WINDOW",
        "ledger.lease,100ms,LEDGER_LEASE is shorter than 1s",
        "logging.structured.format.console,json,'LOGGING_STRUCTURED_FORMAT_CONSOLE is \"json\". Set it to ecs'",
        "postiz.url,nowhere,POSTIZ_URL is \"nowhere\"",
        "ops.token,abc123,OPS_TOKEN is shorter"
    })
    void a_wrong_setting_ends_the_start_with_one_line_before_anything_is_started(
            String property, String value, String line) {
        assertThatThrownBy(() -> check(Map.of(property, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(line)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "ledger.repeat-window,3600,LEDGER_REPEAT_WINDOW",
        "postiz.connect-timeout,2,POSTIZ_CONNECT_TIMEOUT",
        "gateway.key-cache.ttl,60,GATEWAY_KEY_CACHE_TTL",
        "ops.upstream-check-interval,10,OPS_UPSTREAM_CHECK_INTERVAL",
        "delivery.watch-interval,1,DELIVERY_WATCH_INTERVAL",
        "ledger.reconcile-delays,'1,2,4',LEDGER_RECONCILE_DELAYS",
        "ledger.reconcile-delays,'1s, 2',LEDGER_RECONCILE_DELAYS",
        "audit.retention,365,AUDIT_RETENTION"
    })
    void a_time_without_a_unit_is_refused(String property, String value, String variable) {
        assertThatThrownBy(() -> check(Map.of(property, value)))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(
                        variable + " is \"" + value + "\", without a unit. Set it to")
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @CsvSource({
        "gateway.address,::1",
        "gateway.call-timeout,0",
        "ledger.repeat-window,PT1H",
        "logging.structured.format.console,ecs",
        "policies.read.delay,200",
        "gateway.drain-timeout,0s",
        "gateway.http.max-body-size,512KB",
        "ledger.reconcile-delays,'100ms, 1m'",
        "ops.open-metrics,auto",
        "policies.read.repeats,0"
    })
    void a_setting_can_have_any_value_of_its_kind(String property, String value) {
        assertThatNoException().isThrownBy(() -> check(Map.of(property, value)));
    }

    @Test
    void a_ledger_that_answers_later_than_the_door_is_refused() {
        Map<String, String> given = Map.of("gateway.call-timeout", "30s", "ledger.patience", "30s");

        assertThatThrownBy(() -> check(given))
                .isInstanceOf(InvalidSettingException.class)
                .hasMessageStartingWith(
                        "LEDGER_PATIENCE is not shorter than GATEWAY_CALL_TIMEOUT. ");
        assertThatNoException()
                .isThrownBy(
                        () ->
                                check(
                                        Map.of(
                                                "gateway.call-timeout", "0s",
                                                "ledger.patience", "10m")));
    }

    /** As Spring Boot calls it, with nothing set but what is given and a Postiz. */
    static void check(Map<String, String> given) {
        Map<String, Object> all = new HashMap<>(Map.of("postiz.url", "https://api.postiz.com"));
        all.putAll(given);
        StandardEnvironment environment = new StandardEnvironment();
        environment.setConversionService(new ApplicationConversionService());
        environment.getPropertySources().addFirst(new MapPropertySource("given", all));
        new SettingsCheck().postProcessEnvironment(environment, new SpringApplication());
    }

    @ParameterizedTest
    @CsvSource({
        "algorithms,HS256,GATEWAY_IDENTITY_ALGORITHMS names \"HS256\"",
        "algorithms,none,GATEWAY_IDENTITY_ALGORITHMS names \"none\"",
        "keys,'',GATEWAY_IDENTITY_KEYS is empty beside GATEWAY_IDENTITY_ISSUER",
        "issuer,login.example,GATEWAY_IDENTITY_ISSUER is \"login.example\""
    })
    void an_identity_provider_that_cannot_be_meant_is_refused(
            String property, String value, String refusal) {
        Map<String, String> settings = new HashMap<>();
        settings.put("gateway.identity.issuer", "https://login.example/");
        settings.put("gateway.identity.keys", "keys.yaml");
        settings.put("gateway.identity." + property, value);

        assertThat(refusal(() -> bound("gateway.identity", IdentitySettings.class, settings)))
                .hasMessageStartingWith(refusal);
    }

    @Test
    void tokens_must_be_known_to_be_for_this_gateway() {
        IdentitySettings identity =
                bound(
                        "gateway.identity",
                        IdentitySettings.class,
                        Map.of(
                                "gateway.identity.issuer", "https://login.example/",
                                "gateway.identity.keys", "keys.yaml"));

        assertThatThrownBy(() -> identity.provider(Optional.empty()))
                .hasMessageStartingWith(
                        "GATEWAY_IDENTITY_AUDIENCES is empty, and so is GATEWAY_PUBLIC_URL");
        assertThat(identity.provider(Optional.of(URI.create("https://mcp.example"))).orElseThrow())
                .extracting(provider -> provider.issuer().toString())
                .as("as tokens name it, with its slash")
                .isEqualTo("https://login.example/");
    }
}

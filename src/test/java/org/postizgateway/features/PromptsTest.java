package org.postizgateway.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postizgateway.acceptance.Product;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.SandboxSettings;

/** The prompts that the gateway brings along. */
@Timeout(300)
class PromptsTest {

    /** Letters that one may have: a person reads it before it is sent. */
    private static final int LONGEST = 1500;

    private static final Pattern TOOL = Pattern.compile("\\b[a-z]+([A-Z][a-z]+)+\\b");

    /** Fields of tools that the texts name beside tools. */
    private static final Set<String> FIELDS = Set.of("postId", "maxLength");

    @AutoClose
    private static final PostizSandbox SANDBOX =
            new PostizSandbox(SandboxSettings.forTests()).start();

    @AutoClose
    private static final Product PRODUCT =
            Product.before(SANDBOX, Map.of("gateway.toolsets", "all"));

    private final Client client = new Client(PRODUCT.port(), "sandbox-key");

    @Test
    void are_listed_in_both_eras() throws Exception {
        assertThat(names(client.result("prompts/list", Map.of()), "prompts"))
                .isEqualTo(names(client.begin().result("prompts/list", Map.of()), "prompts"))
                .containsExactlyInAnyOrder(
                        "planWeek", "adaptToChannels", "reviewFailures", "reportMonth");
    }

    @ParameterizedTest
    @CsvSource({
        "planWeek, from, 2026-12-07",
        "adaptToChannels, text, We are open on Sundays",
        "reviewFailures, to, 2026-11-30",
        "reportMonth, month, 2026-11",
    })
    void name_tools_that_there_are_and_what_was_filled_in(
            String prompt, String argument, String value) throws Exception {
        Set<String> tools = Set.copyOf(names(client.result("tools/list", Map.of()), "tools"));

        String text = text(prompt, Map.of(argument, value));

        assertThat(text)
                .contains(value)
                .doesNotContain("${", "null", ": .", ": ,")
                .hasSizeLessThan(LONGEST);
        assertThat(
                        TOOL.matcher(text.replace(value, ""))
                                .results()
                                .map(MatchResult::group)
                                .filter(name -> !FIELDS.contains(name))
                                .collect(Collectors.toSet()))
                .hasSizeGreaterThan(2)
                .isSubsetOf(tools);
    }

    @Test
    void say_what_is_missing() throws Exception {
        assertThat(client.error("prompts/get", Map.of("name", "planWeek")))
                .isEqualTo("-32602 Prompt planWeek needs the argument from");
    }

    @Test
    void take_what_is_filled_in_for_text() throws Exception {
        assertThat(text("adaptToChannels", Map.of("text", "${header.channels} {{postiz.url}}")))
                .contains("${header.channels} {{postiz.url}}");
    }

    @Test
    void are_completed_with_the_callers_own_channels() throws Exception {
        assertThat((List<?>) client.complete("prompt", "planWeek", "channels", "acme on x"))
                .isEqualTo(List.of("Acme on X"));
        assertThat(
                        (List<?>)
                                client.complete(
                                        "prompt",
                                        "reportMonth",
                                        "channels",
                                        "cmsbx00000000000000000001"))
                .isEqualTo(List.of("cmsbx00000000000000000001"));
        assertThat(
                        (List<?>)
                                new Client(PRODUCT.port(), "sandbox-key-2")
                                        .complete("prompt", "planWeek", "channels", "acme on x"))
                .isEmpty();
        assertThat((List<?>) client.complete("prompt", "reportMonth", "month", "20"))
                .isNotEmpty()
                .allSatisfy(month -> assertThat((String) month).matches("\\d{4}-\\d{2}"));
        assertThat((List<?>) client.complete("prompt", "reviewFailures", "to", "20")).hasSize(5);
    }

    private String text(String prompt, Map<String, Object> arguments) throws Exception {
        Map<String, Object> result =
                client.result("prompts/get", Map.of("name", prompt, "arguments", arguments));
        Map<?, ?> message = (Map<?, ?>) ((List<?>) result.get("messages")).get(0);
        return (String) ((Map<?, ?>) message.get("content")).get("text");
    }

    private static List<String> names(Map<String, Object> result, String list) {
        return ((List<?>) result.get(list))
                .stream().map(entry -> (String) ((Map<?, ?>) entry).get("name")).toList();
    }
}

package org.postizgateway.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.postizgateway.acceptance.Pictures;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.state.Media;
import org.postizgateway.sandbox.web.Operation;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(
        properties = {
            "ledger.repeat-window=1h",
            "policies.change.repeats=1",
            "gateway.http.max-upload-size=6MB"
        })
class UploadFileToolTest extends ToolRouteTest {

    private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a00ff0d0a2d2d");
    private static final String TEXT =
            base64("A text, no picture".getBytes(StandardCharsets.UTF_8));

    @ParameterizedTest
    @CsvSource({
        "89504e470d0a1a0a00, image/png, png",
        "ffd8ffe0000000, image/jpeg, jpg",
        "474946383961, image/gif, gif",
        "524946460000000057454250, image/webp, webp",
        "00000018667479706d703432, video/mp4, mp4",
    })
    void stores_a_file_byte_for_byte(String hex, String type, String extension) throws Exception {
        byte[] bytes = HexFormat.of().parseHex(hex);

        JsonNode file = succeed("uploadFileTool", Map.of("content", base64(bytes), "type", type));

        assertThat(SANDBOX.media().all())
                .singleElement()
                .satisfies(
                        stored -> {
                            assertThat(stored.bytes()).isEqualTo(bytes);
                            assertThat(stored.contentType()).isEqualTo(type);
                            assertThat(file.path("path").asText())
                                    .isEqualTo(stored.path())
                                    .endsWith("." + extension);
                            assertThat(file.path("id").asText()).isEqualTo(stored.id());
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"data:image/png", "data:image/png;name=a.png", "data:"})
    void takes_what_browsers_make_of_a_file(String prefix) throws Exception {
        byte[] file = Pictures.of("as a browser writes " + prefix);
        String folded = base64(file).replaceAll("(.{8})", "$1\r\n");

        succeed("uploadFileTool", Map.of("content", prefix + ";base64," + folded));

        assertThat(SANDBOX.media().all()).singleElement().extracting(Media::bytes).isEqualTo(file);
    }

    @Test
    void takes_base64_for_addresses_and_without_padding() throws Exception {
        byte[] bytes = HexFormat.of().parseHex("ffd8fffbeffffe");

        succeed(
                "uploadFileTool",
                Map.of("content", Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)));

        assertThat(SANDBOX.media().all()).singleElement().extracting(Media::bytes).isEqualTo(bytes);
    }

    @Test
    void takes_a_megabyte_and_not_a_byte_more() throws Exception {
        byte[] largest = Arrays.copyOf(PNG, 1024 * 1024);

        succeed("uploadFileTool", Map.of("content", base64(largest)));
        assertThat(
                        fail(
                                "uploadFileTool",
                                Map.of("content", base64(Arrays.copyOf(PNG, 1024 * 1024 + 1)))))
                .contains("1048577 bytes", "at most 1048576", "uploadFromUrlTool");

        assertThat(SANDBOX.media().all())
                .singleElement()
                .extracting(Media::bytes)
                .isEqualTo(largest);
        assertThat(SANDBOX.requests().count(Operation.UPLOAD)).isOne();
    }

    @Test
    void refuses_what_no_post_can_have_before_anything_is_sent() throws Exception {
        refused("%%%", "", "not base64");
        refused("iVBORw0KGgo=AAAA", "", "not base64");
        refused(" ", "", "empty");
        refused("data:image/png;base64,", "", "empty");
        refused(TEXT, "image/png", "no file that posts can have: image/png, image/jpeg");
        refused(base64(HexFormat.of().parseHex("424d0000")), "", "no file that posts can have");
        refused(base64(PNG), "image/jpeg", "said to be image/jpeg, but its bytes are image/png");
        refused("data:video/mp4;base64," + base64(PNG), "", "said to be video/mp4");
        assertThat(SANDBOX.requests().count(Operation.UPLOAD)).isZero();
    }

    private void refused(String content, String type, String why) throws Exception {
        Map<String, Object> arguments =
                type.isEmpty()
                        ? Map.of("content", content)
                        : Map.of("content", content, "type", type);
        assertThat(fail("uploadFileTool", arguments)).contains(why, "Nothing was stored");
    }

    @Test
    void stores_the_same_file_once_unless_told_otherwise() throws Exception {
        String content = base64(Pictures.of("once"));
        String path = succeed("uploadFileTool", Map.of("content", content)).path("path").asText();

        JsonNode again = succeed("uploadFileTool", Map.of("content", content + "\n"));
        assertThat(again.path("repeated").asBoolean()).isTrue();
        assertThat(again.path("path").asText()).isEqualTo(path);
        assertThat(SANDBOX.media().all()).hasSize(1);

        succeed("uploadFileTool", Map.of("content", content, "allowDuplicate", true));
        assertThat(SANDBOX.media().all()).hasSize(2);
        succeed("uploadFileTool", Map.of("content", base64(Pictures.of("once more"))));
        assertThat(SANDBOX.media().all()).hasSize(3);
    }

    @Test
    void an_upload_whose_answer_was_lost_is_not_made_again_unasked() throws Exception {
        SANDBOX.faults().add(FaultRule.of(Fault.RESET).on(Operation.UPLOAD).afterwards());
        Map<String, Object> file = Map.of("content", base64(Pictures.of("lost")));

        assertThat(fail("uploadFileTool", file)).containsPattern("not known|unknown|may have");
        assertThat(fail("uploadFileTool", file)).containsPattern("not known|unknown|may have");

        assertThat(SANDBOX.media().all()).hasSize(1);
    }

    @Test
    void a_file_that_was_refused_for_now_is_sent_again_whole() throws Exception {
        byte[] file = Pictures.of("again");
        SANDBOX.faults()
                .add(
                        FaultRule.of(Fault.TOO_MANY_REQUESTS)
                                .on(Operation.UPLOAD)
                                .retryAfter(Duration.ofSeconds(1)));

        succeed("uploadFileTool", Map.of("content", base64(file)));

        assertThat(SANDBOX.media().all()).singleElement().extracting(Media::bytes).isEqualTo(file);
        assertThat(SANDBOX.requests().count(Operation.UPLOAD)).isEqualTo(2);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"image/jpeg", "IMAGE/JPEG", "image/jpg", "jpeg", "jpg", ".JPG"})
    void a_type_may_be_called_by_how_names_of_files_end(String type) throws Exception {
        assertThat(succeed("uploadFileTool", Map.of("size", 9, "type", type)).toString())
                .contains("uploadUrl");
    }

    @Test
    void refuses_to_give_an_address_for_what_no_post_can_have() throws Exception {
        announced(Map.of("size", 10), "say in type which file");
        announced(Map.of("size", 10, "type", "pdf"), "say in type which file");
        announced(Map.of("size", 10, "type", "image/bmp"), "image/png, image/jpeg");
        announced(Map.of("size", 0, "type", "image/png"), "from 1 to 6291456 bytes");
        announced(Map.of("size", 6291457, "type", "video/mp4"), "from 1 to 6291456 bytes");
        announced(Map.of("size", 9, "type", "image/png", "content", "aa"), "not both");
        announced(Map.of(), "or size and type");
    }

    private void announced(Map<String, Object> arguments, String why) throws Exception {
        assertThat(fail("uploadFileTool", arguments)).contains(why);
    }
}

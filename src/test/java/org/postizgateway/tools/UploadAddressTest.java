package org.postizgateway.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postizgateway.config.setting.GatewaySecret;
import org.postizgateway.config.setting.GatewaySettings;
import org.postizgateway.sandbox.faults.Fault;
import org.postizgateway.sandbox.faults.FaultRule;
import org.postizgateway.sandbox.state.Media;
import org.postizgateway.sandbox.web.Operation;
import org.postizgateway.security.ticket.UploadTicket;
import org.postizgateway.security.ticket.UploadTickets;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;

/** Files that are sent to an address which uploadFileTool answers. */
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
        properties = {
            "gateway.data-dir=target/upload-address-${PID:0}",
            "gateway.http.max-upload-size=6MB"
        })
class UploadAddressTest extends ToolRouteTest {

    private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a00ff0d0a2d2d");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();

    @Autowired GatewaySettings settings;
    @Autowired UploadTickets tickets;

    @AfterEach
    void nothing_is_left_on_the_disk() {
        await().atMost(Duration.ofSeconds(60)).until(() -> left().isEmpty());
    }

    private List<String> left() {
        String[] files = new File(settings.dataDir().toFile(), "uploads").list();
        return files == null ? List.of() : List.of(files);
    }

    @Test
    void a_file_larger_than_any_call_arrives_byte_for_byte_and_its_address_is_no_secret_of_the_log(
            CapturedOutput log) throws Exception {
        byte[] file = Arrays.copyOf(PNG, 5 * 1024 * 1024 + 7);
        file[file.length - 1] = 3;
        JsonNode address =
                succeed("uploadFileTool", Map.of("size", file.length, "type", "image/png"));
        assertThat(address.path("method").asText()).isEqualTo("PUT");
        assertThat(Instant.parse(address.path("expiresAt").asText()))
                .isBetween(Instant.now().plusSeconds(300), Instant.now().plusSeconds(601));
        String url = address.path("uploadUrl").asText();

        HttpResponse<String> answer = put(url, file);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(SANDBOX.media().all())
                .singleElement()
                .satisfies(
                        stored -> {
                            assertThat(stored.bytes()).isEqualTo(file);
                            assertThat(stored.contentType()).isEqualTo("image/png");
                            assertThat(answer.body()).contains(stored.path(), stored.id());
                        });
        await().atMost(Duration.ofSeconds(60))
                .until(() -> log.getAll().contains("PUT /upload/{ticket} 200"));
        assertThat(log.getAll()).doesNotContain(ticketOf(url));
        assertThat(ticketOf(url)).doesNotContain("sandbox-key");
    }

    @Test
    void a_web_page_hears_that_it_may_send_a_file() throws Exception {
        HttpRequest preflight =
                HttpRequest.newBuilder(URI.create(address(PNG.length)))
                        .method("OPTIONS", BodyPublishers.noBody())
                        .header("Origin", "http://localhost")
                        .header("Access-Control-Request-Method", "PUT")
                        .build();
        assertThat(http.send(preflight, BodyHandlers.ofString()).headers().map())
                .containsEntry("access-control-allow-methods", List.of("PUT, OPTIONS"));
    }

    @Test
    void an_address_is_used_once() throws Exception {
        String url = address(PNG.length);
        assertThat(put(url, PNG).statusCode()).isEqualTo(200);

        refused(put(url, PNG), 409, "was used before");
        byte[] other = PNG.clone();
        other[13] = 1;
        refused(put(url, other), 409, "was used before");

        assertThat(SANDBOX.media().all()).hasSize(1);
        assertThat(put(address(PNG.length), PNG).statusCode()).isEqualTo(200);
        assertThat(SANDBOX.media().all()).hasSize(2);
    }

    @Test
    void an_address_that_brought_nothing_can_be_used_again() throws Exception {
        String url = address(PNG.length);
        SANDBOX.faults().add(FaultRule.of(Fault.TOO_MANY_REQUESTS).on(Operation.UPLOAD));
        assertThat(put(url, PNG).statusCode()).isEqualTo(502);

        assertThat(put(url, PNG).statusCode()).isEqualTo(200);

        assertThat(SANDBOX.media().all()).singleElement().extracting(Media::bytes).isEqualTo(PNG);
    }

    @Test
    void an_upload_whose_answer_was_lost_is_not_made_again() throws Exception {
        SANDBOX.faults().add(FaultRule.of(Fault.RESET).on(Operation.UPLOAD).afterwards());
        String url = address(PNG.length);

        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = put(url, PNG);
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).containsPattern("not known|unknown|may have");
        }

        assertThat(SANDBOX.media().all()).hasSize(1);
    }

    @Test
    void refuses_an_address_that_has_expired_or_was_changed() throws Exception {
        String url = address(PNG.length);
        String forged = url.replaceFirst("..$", url.endsWith("AA") ? "BA" : "AA");
        refused(put(forged, PNG), 403, "no upload address that the gateway gave out");
        refused(put(url.replaceFirst("[.][^.]*$", ""), PNG), 403, "no upload address");
        refused(put(url.replaceFirst("/upload/.", "/upload/%00"), PNG), 403, "no upload address");
        UploadTickets past =
                new UploadTickets(
                        GatewaySecret.of(settings), Duration.ofSeconds(-1), Clock.systemUTC());
        String late = past.write(past.issue("0123456789abcdef", "image/png", PNG.length));
        refused(put(url.replaceFirst("/upload/.*", "/upload/" + late), PNG), 410, "has expired");
        nothingWasStored();
    }

    @Test
    void refuses_what_is_not_what_was_announced() throws Exception {
        byte[] gif = Arrays.copyOf("GIF89a".getBytes(UTF_8), PNG.length);
        String url = address(PNG.length);
        refused(put(url, gif), 422, "announced as image/png, but its bytes are image/gif");
        refused(put(url, new byte[PNG.length]), 422, "of no file that posts can have");
        refused(put(url, Arrays.copyOf(PNG, PNG.length + 1)), 413, "15 bytes, not the 14");
        refused(put(url, Arrays.copyOf(PNG, 9)), 400, "9 bytes, not the 14");
        refused(put(url, chunked(Arrays.copyOf(PNG, 40_000))), 413, "larger than the 14 bytes");
        refused(put(url, chunked(Arrays.copyOf(PNG, 9))), 400, "9 bytes of the 14");
        nothingWasStored();

        assertThat(put(url, chunked(PNG)).statusCode()).isEqualTo(200);
    }

    @Test
    void keeps_nothing_of_a_body_whose_sender_hangs_up() throws Exception {
        try (Socket sender = begun(address(1_000_000), 1_000_000)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> left().size() == 1);
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> left().isEmpty());
        nothingWasStored();
    }

    private static Socket begun(String address, int size) throws Exception {
        URI url = URI.create(address);
        Socket socket = new Socket(url.getHost(), url.getPort());
        String head =
                "PUT %s HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(url.getPath(), url.getAuthority(), size);
        socket.getOutputStream().write(head.getBytes(UTF_8));
        socket.getOutputStream().write(PNG);
        socket.getOutputStream().flush();
        return socket;
    }

    @Test
    void another_method_is_told_which_there_is() throws Exception {
        HttpRequest get = HttpRequest.newBuilder(URI.create(address(PNG.length))).build();
        HttpResponse<String> answer = http.send(get, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("PUT");
    }

    @Test
    void a_caller_has_a_bounded_share_of_the_disk() throws Exception {
        int largest = 6 * 1024 * 1024;
        try (Socket one = begun(address(largest), largest);
                Socket two = begun(address(largest), largest)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> left().size() == 2);
            refused(put(address(PNG.length), PNG), 429, "which is your share");
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> left().isEmpty());
        assertThat(put(address(PNG.length), PNG).statusCode()).isEqualTo(200);
    }

    @Test
    void a_call_may_not_be_as_long_as_a_file() throws Exception {
        HttpRequest call =
                HttpRequest.newBuilder(URI.create(address(9).replaceFirst("/upload/.*", "/mcp")))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer sandbox-key")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(new byte[5 * 1024 * 1024]))
                        .build();
        refused(http.send(call, BodyHandlers.ofString()), 413, "larger than 4194304 bytes");
    }

    @Test
    void whoever_sends_the_file_is_who_asked_for_the_address() throws Exception {
        UploadTicket foreign = tickets.issue("0123456789abcdef", "image/png", PNG.length);
        String url = address(PNG.length).replaceFirst("/upload/.*", "/upload/");
        refused(put(url + tickets.write(foreign), PNG), 401, "no longer remembers");
        refused(put(url + tickets.write(foreign), PNG, "sandbox-key"), 403, "another caller");
        refused(put(address(PNG.length), PNG, "no-such-key"), 401, "does not know this API key");
        nothingWasStored();
        assertThat(put(address(PNG.length), PNG, "sandbox-key").statusCode()).isEqualTo(200);
    }

    private String address(int size) throws Exception {
        return succeed("uploadFileTool", Map.of("size", size, "type", "image/png"))
                .path("uploadUrl")
                .asText();
    }

    private static String ticketOf(String url) {
        return Path.of(URI.create(url).getPath()).getFileName().toString();
    }

    private static BodyPublisher chunked(byte[] bytes) {
        return BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(bytes));
    }

    private HttpResponse<String> put(String url, byte[] file) throws Exception {
        return put(url, BodyPublishers.ofByteArray(file));
    }

    private HttpResponse<String> put(String url, byte[] file, String key) throws Exception {
        return send(url, BodyPublishers.ofByteArray(file), Optional.of(key));
    }

    private HttpResponse<String> put(String url, BodyPublisher file) throws Exception {
        return send(url, file, Optional.empty());
    }

    private HttpResponse<String> send(String url, BodyPublisher file, Optional<String> key)
            throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url))
                        .version(HttpClient.Version.HTTP_1_1)
                        .timeout(Duration.ofSeconds(60))
                        .PUT(file);
        key.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static void refused(HttpResponse<String> answer, int status, String why)
            throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(JSON.readTree(answer.body()).at("/error/message").asText()).contains(why);
    }

    private static void nothingWasStored() {
        assertThat(SANDBOX.media().all()).isEmpty();
        assertThat(SANDBOX.requests().count(Operation.UPLOAD)).isZero();
    }
}

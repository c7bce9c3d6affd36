package org.postizgateway.sandbox.recordings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.postizgateway.sandbox.PostizSandbox;
import org.postizgateway.sandbox.media.PromptVideo;
import org.postizgateway.sandbox.remote.RemoteFile;
import org.postizgateway.sandbox.state.organization.Channel;
import org.postizgateway.sandbox.state.post.PostState;
import org.postizgateway.sandbox.web.JavaScriptJson;

/**
 * What happened before some of the recordings, and which of the identifiers in them stand for fresh
 * ones of the sandbox.
 */
final class Scenario {

    private static final byte[] TOO_LARGE = new byte[11 * 1024 * 1024];
    private static final byte[] VIDEO = PromptVideo.mp4("v", false);
    private static final String REDIRECT = "http://127.0.0.1:8085/callback";
    private static final String CONFIDENTIAL_REDIRECT = "https://gw.example.com/cb";
    private static final String CHALLENGE = "4Z_ZfuULvqky9R80DzfUbh44ELhv8XZiIR-_3aLa5mA";

    private final PostizSandbox sandbox;
    private final HttpClient http;
    private final Map<String, String> standIns = new LinkedHashMap<>();

    Scenario(PostizSandbox sandbox, HttpClient http) {
        this.sandbox = sandbox;
        this.http = http;
    }

    /** Lets happen what came before, and tells what to replace in the recorded request. */
    Map<String, String> before(Recording recording) throws Exception {
        String name = recording.name();
        webFiles();
        if (name.startsWith("outage-postgres") && !name.matches(".*(after-restart|root)")) {
            sandbox.conditions().setDatabaseDown(true);
        }
        if (name.startsWith("outage-openai")) {
            sandbox.conditions().setImageGeneratorDown(true);
        }
        if (name.endsWith("generateImageTool-04-safety")) {
            sandbox.conditions().setSafetyCategories("sexual");
        }
        if (name.equals("integrations-delete-01-ok")) {
            sandbox.organization(RecordedState.KEY_1)
                    .addChannel(Channel.of("cmorg1scratch00000000099", "telegram", "Scratch"));
        }
        if (name.equals("posts-create-94-foreign-org-post-id")) {
            sandbox.posts()
                    .find("cmwu0phjz0000zr7dpce99nhs")
                    .ifPresent(post -> sandbox.posts().changeState(post, PostState.QUEUE));
        }
        if (name.equals("posts-delete-02-again")) {
            send("DELETE", recording.path(), RecordedState.KEY_1, null);
        }
        throttle(name);
        oauth(name);
        return standIns;
    }

    private void webFiles() {
        String host = "https://media.fixture.example/";
        byte[] png = Bodies.png(70);
        byte[] large = TOO_LARGE.clone();
        System.arraycopy(png, 0, large, 0, png.length);
        sandbox.remoteWeb().put(host + "pixel.png", new RemoteFile(200, png));
        sandbox.remoteWeb().put(host + "text.png", new RemoteFile(200, "no image".getBytes()));
        sandbox.remoteWeb().put(host + "big.mp4", new RemoteFile(200, large));
        sandbox.remoteWeb().put(host + "video.mp4", new RemoteFile(200, VIDEO));
        sandbox.remoteWeb().put("http://127.0.0.1:56400/media/pixel.png", new RemoteFile(200, png));
        sandbox.remoteWeb().put("http://127.0.0.1:3000/", new RemoteFile(200, new byte[3]));
    }

    private void throttle(String name) throws Exception {
        int before = 0;
        if (name.startsWith("throttle-api-limit-3-request-")) {
            sandbox.conditions().setRateLimit(3);
            before = Integer.parseInt(name.substring(name.length() - 1)) - 1;
        } else if (name.matches("throttle-(01|06|07|10).*")) {
            before = 91;
        }
        for (int i = 0; i < before; i++) {
            send("POST", "/public/v1/posts", RecordedState.KEY_1, "{}");
        }
    }

    private void oauth(String name) throws Exception {
        if (!name.startsWith("oauth-") && !name.equals("auth-07-bearer-pos-token")) {
            return;
        }
        standIns.put("JWT", RecordedState.KEY_1);
        JsonNode open = register(REDIRECT, true);
        JsonNode confidential = register(CONFIDENTIAL_REDIRECT, false);
        standIns.put("pcd_ozRNIUyZtyEPbCQkE79TPxh9DOOpuNsM", open.path("client_id").asText());
        standIns.put(
                "pcd_lKrkseZW5KRKc9Igl7Eu2GZsN0hCXSny", confidential.path("client_id").asText());
        standIns.put("pcs_SECRET", confidential.path("client_secret").asText());
        String openCode = approve(open, REDIRECT);
        String confidentialCode = approve(confidential, CONFIDENTIAL_REDIRECT);
        standIns.put("OMwgRFfA2f9rpESv6E6R987xZJEdW1LE", openCode);
        standIns.put("CNYWK9CGSDiKtXFThid8iRHfn9bm8jie", confidentialCode);
        if (name.equals("oauth-token-09-code-reuse")) {
            redeem(open, openCode);
        }
        if (name.matches("oauth-use.*")) {
            String token = redeem(open, openCode).path("access_token").asText();
            standIns.put("pos_TOKEN-c161", token);
            if (name.matches(".*(09-old-token|12-revoked).*")) {
                approve(open, REDIRECT);
            }
        }
    }

    private JsonNode register(String redirect, boolean open) throws Exception {
        ObjectNode body = JavaScriptJson.object().put("client_name", "Gateway");
        body.putArray("redirect_uris").add(redirect);
        if (open) {
            body.put("token_endpoint_auth_method", "none");
        }
        return send("POST", "/oauth/register", RecordedState.KEY_1, body.toString());
    }

    private String approve(JsonNode client, String redirect) throws Exception {
        ObjectNode body = JavaScriptJson.object();
        body.put("client_id", client.path("client_id").asText());
        body.put("redirect_uri", redirect).put("action", "approve");
        if (!client.has("client_secret")) {
            body.put("code_challenge", CHALLENGE).put("code_challenge_method", "S256");
        }
        String target =
                send("POST", "/oauth/authorize", RecordedState.KEY_1, body.toString())
                        .path("redirect")
                        .asText();
        return target.replaceFirst(".*code=([^&]+).*", "$1");
    }

    private JsonNode redeem(JsonNode client, String code) throws Exception {
        ObjectNode body = JavaScriptJson.object();
        body.put("grant_type", "authorization_code").put("code", code);
        body.put("client_id", client.path("client_id").asText()).put("redirect_uri", REDIRECT);
        body.put(
                "code_verifier",
                "5MV2Jy041SMisSGQCdq9u9-p23ChSWISlgRLCXE24v9la9nBp6Coec59e35DieX6");
        return send("POST", "/oauth/token", RecordedState.KEY_1, body.toString());
    }

    private JsonNode send(String method, String path, String key, String json) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
                        .header("Authorization", key)
                        .header("auth", key);
        if (json == null) {
            request.method(method, BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/json")
                    .method(method, BodyPublishers.ofString(json));
        }
        return JavaScriptJson.mapper()
                .readTree(http.send(request.build(), BodyHandlers.ofString()).body());
    }
}

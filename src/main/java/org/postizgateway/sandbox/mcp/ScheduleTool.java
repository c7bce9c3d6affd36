package org.postizgateway.sandbox.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.postizgateway.sandbox.posting.Complaint;
import org.postizgateway.sandbox.posting.Dates;
import org.postizgateway.sandbox.posting.MediaUrls;
import org.postizgateway.sandbox.posting.NewPost;
import org.postizgateway.sandbox.posting.PastDates;
import org.postizgateway.sandbox.posting.PostChecks;
import org.postizgateway.sandbox.posting.PostWriter;
import org.postizgateway.sandbox.state.organization.Channel;
import org.postizgateway.sandbox.state.organization.Organization;
import org.postizgateway.sandbox.web.JavaScriptJson;

/**
 * The tool that creates posts. All items are validated before the first is stored; a date that
 * cannot be read only shows when its item is stored, after those before it.
 */
public final class ScheduleTool {

    static final String NAME = "integrationSchedulePostTool";

    private static final String BAD_DATE =
            "\nInvalid `prisma.post.upsert()` invocation:\n\nInvalid value for argument"
                    + " `publishDate`: Provided Date object is invalid. Expected Date.";
    private static final Instant UNREADABLE = Instant.MIN;

    private final PostChecks checks;
    private final PostWriter writer;
    private final MediaUrls urls;
    private final PastDates pastDates;

    public ScheduleTool(PostChecks checks, PostWriter writer, MediaUrls urls, PastDates pastDates) {
        this.pastDates = pastDates;
        this.checks = checks;
        this.writer = writer;
        this.urls = urls;
    }

    /** What the schema cannot say about the arguments. */
    List<String> complaints(JsonNode arguments) {
        List<String> complaints = new ArrayList<>();
        JsonNode posts = arguments.path("socialPost");
        for (int post = 0; post < posts.size(); post++) {
            JsonNode items = posts.get(post).path("postsAndComments");
            for (int item = 0; item < items.size(); item++) {
                JsonNode attachments = items.get(item).path("attachments");
                for (int at = 0; at < attachments.size(); at++) {
                    String path =
                            "socialPost.%d.postsAndComments.%d.attachments.%d: "
                                    .formatted(post, item, at);
                    urls.complaints(attachments.get(at).asText())
                            .forEach(complaint -> complaints.add(path + complaint));
                }
            }
        }
        return complaints;
    }

    JsonNode call(ObjectNode arguments, Organization organization) {
        ObjectNode result = JavaScriptJson.object();
        List<NewPost> wanted = new ArrayList<>();
        for (JsonNode post : arguments.path("socialPost")) {
            NewPost next = read(post, organization);
            Optional<Complaint> complaint =
                    checks.firstComplaint(next, limit -> "The maximum characters is " + limit);
            if (complaint.isPresent()) {
                result.putObject("output").put("errors", worded(next, complaint.get()));
                return result;
            }
            wanted.add(next);
        }
        ArrayNode output = result.putArray("output");
        for (NewPost post : wanted) {
            if (post.date().equals(UNREADABLE)) {
                throw ToolFailure.named("PrismaClientValidationError", BAD_DATE);
            }
            pastDates
                    .refusal(post.type(), post.date())
                    .ifPresent(
                            text -> {
                                throw ToolFailure.badRequest(text);
                            });
            if (!post.items().isEmpty()) {
                output.addObject()
                        .put("postId", writer.write(post, organization))
                        .put("integration", post.channel().id());
            }
        }
        return result;
    }

    private static String worded(NewPost post, Complaint complaint) {
        String worded = post.channel().name() + ": " + complaint.text();
        return complaint.empty() ? worded : worded + ", please fix it, and try " + NAME + " again.";
    }

    private static NewPost read(JsonNode post, Organization organization) {
        String id = post.path("integrationId").asText();
        Channel channel =
                organization
                        .channel(id)
                        .orElseThrow(
                                () ->
                                        ToolFailure.badRequest(
                                                "Integration with id " + id + " not found"));
        List<NewPost.Item> items = new ArrayList<>();
        post.path("postsAndComments").forEach(item -> items.add(item(item)));
        String type = post.path("type").asText();
        return new NewPost(
                channel,
                items,
                Pairs.toObject(post.path("settings")),
                type,
                type.equals("now")
                        ? Instant.EPOCH
                        : Dates.parse(post.path("date").asText()).orElse(UNREADABLE),
                OptionalInt.empty(),
                "MCP");
    }

    private static NewPost.Item item(JsonNode item) {
        ArrayNode image = JavaScriptJson.array();
        item.path("attachments")
                .forEach(
                        url ->
                                image.addObject()
                                        .put("id", UUID.randomUUID().toString())
                                        .put("path", url.asText()));
        return new NewPost.Item(item.path("content").asText(), image, 0, Optional.empty());
    }
}

// The conversation that every client holds with the running product, whatever door and protocol it came by.
// A client is { list(): tools, call(name, arguments): CallToolResult }; call() rejects on a JSON-RPC error.
import assert from "node:assert/strict";

const TOOLS = [
  ...["integrationList", "groupList", "integrationSchema", "postsListTool", "generateVideoOptions", "videoFunctionTool"],
  ...["triggerTool", "schedulePostTool", "postSettingsTool", "uploadFromUrlTool", "generateImageTool", "generateVideoTool"],
];

/**
 * Lists and reads, talks through the documented example and the usual mistakes; rejects with what was not as documented.
 * @param signature what the scheduled post ends with, so that each conversation has a post of its own
 */
export async function converse(client, signature) {
  checkTools(await client.list());

  const channels = await structured(client, "integrationList", {});
  const x = channels.output.find(({ platform }) => platform === "x");
  assert.ok(x, `integrationList names no channel of x: ${JSON.stringify(channels)}`);

  const { output: rules } = await structured(client, "integrationSchema", { platform: "x" });
  assert.ok(rules.maxLength > 0, "integrationSchema tells no length for x");
  assert.ok(Array.isArray((await structured(client, "groupList", {})).output), "groupList has no list");
  assert.ok(Array.isArray((await structured(client, "generateVideoOptions", {})).video), "no list of generators");
  const voices = await structured(client, "videoFunctionTool", { identifier: "image-text-slides", functionName: "loadVoices" });
  assert.ok(Array.isArray(voices.voices), "videoFunctionTool has no list of voices");

  await scheduleExample(client, x, signature);
  await makeMistakes(client, x);
}

function checkTools(tools) {
  const names = tools.map(({ name }) => name);
  const missing = TOOLS.filter((name) => !names.includes(name));
  assert.deepEqual(missing, [], `tools/list misses ${missing}; it has ${names}`);
  for (const { name, description, inputSchema } of tools) {
    assert.ok(description, `${name} has no description`);
    assert.equal(inputSchema.type, "object", `${name} takes no object`);
  }
}

async function scheduleExample(client, channel, signature) {
  const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000).toISOString().slice(0, 10);
  const content = `Excited to announce our new feature! ${signature}`;
  const { output } = await structured(client, "schedulePostTool", {
    socialPost: [
      {
        integrationId: channel.id,
        date: `${tomorrow}T10:00:00Z`,
        type: "schedule",
        postsAndComments: [{ content }],
        settings: [{ key: "who_can_reply_post", value: "everyone" }],
      },
    ],
  });
  assert.equal(output?.[0]?.integration, channel.id, `schedulePostTool answered ${JSON.stringify(output)}`);

  const { output: listed } = await structured(client, "postsListTool", {
    startDate: `${tomorrow}T00:00:00Z`,
    endDate: `${tomorrow}T23:59:59Z`,
  });
  const post = listed.posts.find(({ id }) => id === output[0].postId);
  assert.ok(post, `postsListTool does not list the post ${output[0].postId}`);
  assert.ok(post.content.includes(signature), `postsListTool shows another content: ${post.content}`);
  assert.equal(post.publishDate.slice(0, 16), `${tomorrow}T10:00`);
  assert.equal(post.state, "QUEUE");
}

async function makeMistakes(client, channel) {
  await fails(client, "postsListTool", {}, /startDate[^]*endDate/);
  await fails(client, "postsListTool", { startDate: "soon", endDate: "later" }, /startDate/);
  await fails(client, "schedulePostTool", {}, /socialPost/);
  const item = { date: "2099-01-01T10:00:00Z", type: "schedule", postsAndComments: [{ content: "Hello" }], settings: [] };
  await fails(client, "schedulePostTool", { socialPost: [{ ...item, integrationId: "no-such-channel" }] }, /integrationId/);
  await fails(
    client,
    "schedulePostTool",
    { socialPost: [{ ...item, integrationId: channel.id, postsAndComments: [{ content: "" }] }] },
    /\S/,
  );
  await assert.rejects(
    async () => {
      const result = await client.call("noSuchTool", {});
      assert.ok(!result.isError, `refused: ${text(result)}`);
    },
    /noSuchTool/,
    "a call of an unknown tool is neither an error nor names the tool",
  );
}

async function structured(client, name, args) {
  const result = await client.call(name, args);
  assert.ok(!result.isError, `${name} failed: ${text(result)}`);
  assert.ok(result.structuredContent, `${name} has no structured content: ${text(result)}`);
  return result.structuredContent;
}

async function fails(client, name, args, pattern) {
  const result = await client.call(name, args);
  assert.equal(result.isError, true, `${name} took ${JSON.stringify(args)}: ${text(result)}`);
  assert.match(text(result), pattern, `${name} does not say what is wrong with ${JSON.stringify(args)}: ${text(result)}`);
}

function text(result) {
  return (result.content ?? []).map((block) => block.text ?? `[${block.type}]`).join("\n");
}

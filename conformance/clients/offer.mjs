// What the gateway offers beside its tools, tried by the official TypeScript client and the Inspector's command line:
// resources, their templates, completions and updates, and prompts.
// Usage: GATEWAY_URL=http://localhost:8080 node offer.mjs
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Heard } from "./heard.mjs";
import * as inspector from "./inspector.mjs";
import * as typescript1 from "./typescript-1.mjs";
import * as typescript2 from "./typescript-2.mjs";

const url = `${process.env.GATEWAY_URL}/mcp`;
const headers = { Authorization: "Bearer sandbox-key" };
const home = mkdtempSync(join(tmpdir(), "mcp-offer-"));
const WEEK = "postiz://posts/2098-12-01/2098-12-07";
const RESOURCES = ["postiz://channels", "postiz://delivery"];
const TEMPLATES = ["postiz://jobs/{id}", "postiz://platforms/{platform}", "postiz://posts/{from}/{to}"];
const PROMPTS = ["adaptToChannels", "planWeek", "reportMonth", "reviewFailures"];

let failures = 0;
const heard = new Heard();
const options = {
  handlers: { "notifications/resources/updated": ({ uri }) => heard.add(uri) },
};
await attempt("TypeScript 1.x", (use) => typescript1.overHttp(url, headers, use, options), withSdk);
await attempt("TypeScript 2.x, handshake", (use) => typescript2.overHttp(url, headers, "legacy", use, options), withSdk);
await attempt("TypeScript 2.x, stateless", (use) => typescript2.overHttp(url, headers, "modern", use, options), withSdk);
for (const era of ["legacy", "modern"]) {
  await attempt(`Inspector CLI, ${era}`, (use) => inspector.overHttp(url, headers, era, home, use), withInspector);
}
rmSync(home, { recursive: true, force: true });
process.exit(failures === 0 ? 0 : 1);

async function attempt(name, connect, tryAll) {
  try {
    await connect((_, client) => tryAll(client, name));
    console.log(`ok       resources and prompts, ${name}`);
  } catch (failure) {
    failures++;
    console.log(`FAILED   resources and prompts, ${name}\n         ${failure.stack ?? failure}`);
  }
}

async function withSdk(client, name) {
  assert.deepEqual((await client.listResources()).resources.map(({ uri }) => uri).filter(own).sort(), RESOURCES);
  const templates = (await client.listResourceTemplates()).resourceTemplates.map(({ uriTemplate }) => uriTemplate);
  assert.deepEqual(TEMPLATES.filter((template) => !templates.includes(template)), []);

  const channels = await read(client, "postiz://channels");
  assert.ok(channels.output.length > 1, "no channels");
  assert.ok((await read(client, "postiz://platforms/x")).output.maxLength > 0);
  await assert.rejects(client.readResource({ uri: "postiz://platforms/myspace" }), /There is no platform.*mastodon/);
  await assert.rejects(client.readResource({ uri: "postiz://posts/2090-01-01/2100-01-01" }), /92 days/);
  const ofTemplate = { ref: { type: "ref/resource", uri: "postiz://platforms/{platform}" } };
  const platforms = await client.complete({ ...ofTemplate, argument: { name: "platform", value: "mast" } });
  assert.deepEqual(platforms.completion.values, ["mastodon"]);

  const names = (await client.listPrompts()).prompts.map((prompt) => prompt.name);
  assert.deepEqual(PROMPTS.filter((prompt) => !names.includes(prompt)), []);
  const plan = await client.getPrompt({ name: "planWeek", arguments: { from: "2098-12-01" } });
  assert.match(plan.messages[0].content.text, /2098-12-01[^]*schedulePostTool/);
  const { output } = channels;
  const ofPrompt = { ref: { type: "ref/prompt", name: "planWeek" } };
  const completed = await client.complete({ ...ofPrompt, argument: { name: "channels", value: output[0].name } });
  assert.ok(completed.completion.values.includes(output[0].name), `planWeek completes ${completed.completion.values}`);

  await hearOfAPost(client, output.find(({ platform }) => platform === "mastodon").id, `By ${name}.`);
}

async function hearOfAPost(client, integrationId, content) {
  const before = heard.count(WEEK);
  const modern = client.getProtocolEra?.() === "modern";
  const subscription = modern
    ? await client.listen({ resourceSubscriptions: [WEEK] })
    : await client.subscribeResource({ uri: WEEK });
  const post = { integrationId, type: "draft", date: "2098-12-02T10:00:00Z", postsAndComments: [{ content }] };
  const result = await client.callTool({ name: "schedulePostTool", arguments: { socialPost: [post] } });
  assert.ok(!result.isError, JSON.stringify(result.content));
  await heard.waitFor(WEEK, before);
  await (modern ? subscription.close() : client.unsubscribeResource({ uri: WEEK }));
  const { output } = await read(client, WEEK);
  assert.ok(output.posts.some((listed) => listed.content.includes(content)), "the post is not in the resource");
}

async function withInspector(request) {
  const { resources } = await request("--method", "resources/list");
  assert.deepEqual(resources.map(({ uri }) => uri).filter(own).sort(), RESOURCES);
  const { resourceTemplates } = await request("--method", "resources/templates/list");
  assert.equal(resourceTemplates.filter(({ uriTemplate }) => TEMPLATES.includes(uriTemplate)).length, TEMPLATES.length);
  const { contents } = await request("--method", "resources/read", "--uri", "postiz://platforms/x");
  assert.ok(JSON.parse(contents[0].text).output.maxLength > 0);
  const { prompts } = await request("--method", "prompts/list");
  assert.deepEqual(PROMPTS.filter((prompt) => !prompts.some(({ name }) => name === prompt)), []);
  const month = ["--prompt-name", "reportMonth", "--prompt-args", "month=2026-11"];
  const { messages } = await request("--method", "prompts/get", ...month);
  assert.match(messages[0].content.text, /2026-11/);
}

async function read(client, uri) {
  const [content] = (await client.readResource({ uri })).contents;
  return JSON.parse(content.text);
}

/** Another step of the gateway may add resources. */
function own(uri) {
  return RESOURCES.includes(uri);
}

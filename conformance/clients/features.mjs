// What the product's own tools do not use, tried by the official TypeScript client on the conformance routes: resources,
// templates, prompts, completions, progress, logs, questions to the user, the model and the roots, changes, cancelling.
// Usage: GATEWAY_URL=http://localhost:8080 node features.mjs
import assert from "node:assert/strict";
import { Heard } from "./heard.mjs";
import * as typescript1 from "./typescript-1.mjs";
import * as typescript2 from "./typescript-2.mjs";

const url = `${process.env.GATEWAY_URL}/mcp`;
const capabilities = { elicitation: {}, sampling: {}, roots: {} };
const CLIENTS = {
  "TypeScript 1.x": (use, options) => typescript1.overHttp(url, {}, use, options),
  "TypeScript 2.x, handshake": (use, options) => typescript2.overHttp(url, {}, "legacy", use, options),
  "TypeScript 2.x, stateless": (use, options) => typescript2.overHttp(url, {}, "modern", use, options),
};

let failures = 0;
for (const [name, connect] of Object.entries(CLIENTS)) {
  const heard = new Heard();
  const answers = { action: "accept" };
  try {
    await connect((_, client) => tryAll(client, heard, answers), { capabilities, handlers: handlers(heard, answers) });
    console.log(`ok       features, ${name}`);
  } catch (failure) {
    failures++;
    console.log(`FAILED   features, ${name}\n         ${failure.stack ?? failure}`);
  }
}
process.exit(failures === 0 ? 0 : 1);

async function tryAll(client, heard, answers) {
  await readEverything(client);
  await beTold(client, heard);
  await beAsked(client, answers);
  await hearOfChanges(client, heard);
  await cancel(client);
}

function handlers(heard, answers) {
  const content = { name: "Ada", color: "blue", context: "engines", ok: true };
  return {
    "elicitation/create": () => (answers.action === "accept" ? { action: "accept", content } : { action: answers.action }),
    "sampling/createMessage": () => ({
      role: "assistant",
      model: "test",
      content: { type: "text", text: "A sample" },
    }),
    "roots/list": () => ({ roots: [{ uri: "file:///home/ada", name: "home" }] }),
    "notifications/message": (params) => heard.add("log", params),
    "notifications/tools/list_changed": () => heard.add("tools"),
    "notifications/prompts/list_changed": () => heard.add("prompts"),
    "notifications/resources/updated": ({ uri }) => heard.add(`updated ${uri}`),
  };
}

async function readEverything(client) {
  for (const { uri } of (await client.listResources()).resources) {
    const [content] = (await client.readResource({ uri })).contents;
    assert.ok(content.text ?? content.blob, `${uri} is empty`);
  }
  const [template] = (await client.listResourceTemplates()).resourceTemplates;
  assert.equal(template.uriTemplate, "test://template/{id}/data");
  const [filled] = (await client.readResource({ uri: "test://template/a%2Fb/data" })).contents;
  assert.equal(JSON.parse(filled.text).id, "a/b");
  await assert.rejects(client.readResource({ uri: "test://nothing" }), ({ code }) => [-32002, -32602].includes(code));

  const names = (await client.listPrompts()).prompts.map(({ name }) => name);
  assert.ok(names.includes("test_prompt_with_image"), `prompts/list has ${names}`);
  const prompt = await client.getPrompt({ name: "test_prompt_with_arguments", arguments: { arg1: "one", arg2: "two" } });
  assert.match(prompt.messages[0].content.text, /one.*two/);

  const ofPrompt = { ref: { type: "ref/prompt", name: "test_prompt_with_arguments" } };
  const { completion } = await client.complete({ ...ofPrompt, argument: { name: "arg1", value: "pa" } });
  assert.deepEqual(completion.values, ["paris", "park", "party"]);
}

async function beTold(client, heard) {
  const progress = [];
  await client.callTool({ name: "test_tool_with_progress", arguments: {} }, ...callOptions(client, {
    onprogress: (step) => progress.push(step.progress),
  }));
  assert.deepEqual(progress, [0, 50, 100]);

  const meta = modern(client) ? { _meta: { "io.modelcontextprotocol/logLevel": "info" } } : {};
  if (!modern(client)) {
    await client.setLoggingLevel("info");
  }
  await client.callTool({ name: "test_tool_with_logging", arguments: {}, ...meta });
  assert.equal(heard.count("log"), 3, "three log messages were expected");
}

async function beAsked(client, answers) {
  assert.equal(await said(client, "test_input_required_result_elicitation"), "Hello, Ada!");
  assert.equal(await said(client, "test_input_required_result_multi_round"), "Ada likes blue.");
  assert.equal(await said(client, "test_input_required_result_sampling"), "A sample");
  assert.match(await said(client, "test_input_required_result_list_roots"), /file:\/\/\/home/);
  assert.match(await said(client, "test_input_required_result_multiple_inputs"), /A sample Ada, roots: .*file:\/\/\/home/);
  const prompt = await client.getPrompt({ name: "test_input_required_result_prompt" });
  assert.equal(prompt.messages[0].content.text, "Use this context: engines");

  answers.action = "decline";
  assert.equal(await said(client, "test_input_required_result_elicitation"), "The user chose to decline.");
  answers.action = "accept";
}

async function hearOfChanges(client, heard) {
  const uri = "test://watched-resource";
  const subscription = modern(client)
    ? await client.listen({ toolsListChanged: true, promptsListChanged: true, resourceSubscriptions: [uri] })
    : await client.subscribeResource({ uri });
  await said(client, "test_trigger_tool_change");
  await heard.waitFor("tools");
  await said(client, "test_trigger_prompt_change");
  await heard.waitFor("prompts");
  await said(client, "update_watched_resource");
  await heard.waitFor(`updated ${uri}`);
  if (modern(client)) {
    await subscription.close();
  } else {
    await client.unsubscribeResource({ uri });
  }
}

async function cancel(client) {
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 200);
  const start = Date.now();
  await assert.rejects(
    client.callTool({ name: "slow_compute", arguments: { seconds: 20 } }, ...callOptions(client, { signal: controller.signal })),
  );
  assert.ok(Date.now() - start < 5000, "cancelling took long");
  assert.equal(await said(client, "test_simple_text"), "This is a simple text response for testing.");
}

async function said(client, name) {
  const result = await client.callTool({ name, arguments: {} });
  return result.content[0].text;
}

function modern(client) {
  return client.getProtocolEra?.() === "modern";
}

/** The 1.x line takes a schema of the result before the options. */
function callOptions(client, options) {
  return client.getProtocolEra ? [options] : [undefined, options];
}

// What the README tells people to paste, taken from the README itself and tried: the first requests with curl, and the
// block of each client. A client that is no program of npm is stood in for by the official one, which gets the address
// and the headers that the block names.
// Usage: GATEWAY_URL=http://localhost:8080 node readme.mjs
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { connected, overHttp } from "./typescript-1.mjs";

const run = promisify(execFile);
const local = (path) => fileURLToPath(new URL(path, import.meta.url));
const home = mkdtempSync(join(tmpdir(), "mcp-readme-"));
const readme = readFileSync(local("../../README.md"), "utf8");
const tried = new Set();

const CLIENTS = {
  "Claude Code": async ({ code }) => {
    const [program, ...words] = shell(code);
    assert.deepEqual([program, ...words.slice(0, 5)], ["claude", "mcp", "add", "--transport", "http", "postiz"]);
    await lists(words[5], header(words));
  },
  "Claude Desktop": async ({ code }) => {
    const { command, args, env } = JSON.parse(code).mcpServers.postiz;
    assert.deepEqual([command, ...args.slice(0, 2)], ["npx", "-y", "mcp-remote"]);
    const bridge = new StdioClientTransport({
      command: process.execPath,
      args: [local("node_modules/mcp-remote/dist/proxy.js"), ...args.slice(2)],
      env: { HOME: home, MCP_REMOTE_CONFIG_DIR: home, PATH: "", ...env },
      stderr: "ignore",
    });
    await connected(bridge, hasTools);
  },
  Cursor: async ({ code }) => {
    const { url, headers } = JSON.parse(code).mcpServers.postiz;
    await lists(url, headers);
  },
  "VS Code": async ({ code }) => {
    const { type, url, headers } = JSON.parse(code).servers.postiz;
    assert.equal(type, "http");
    await lists(url, headers);
  },
  Codex: async ({ code, title }) => {
    assert.match(code, /^\[mcp_servers\.postiz\]$/m);
    const value = (key) => code.match(new RegExp(`^${key} = "(.*)"$`, "m"))[1];
    const [, name, key] = title.match(/export (\w+)=([\w-]+)/);
    assert.equal(value("bearer_token_env_var"), name);
    await lists(value("url"), { Authorization: `Bearer ${key}` });
  },
  "Gemini CLI": async ({ code }) => {
    const words = shell(code);
    assert.deepEqual(words.slice(0, 5), ["gemini", "mcp", "add", "--transport", "http"]);
    assert.equal(words.at(-2), "postiz");
    await lists(words.at(-1), header(words));
  },
  "MCP Inspector": async ({ code }) => {
    const [npx, inspector, ...args] = shell(code);
    assert.deepEqual([npx, inspector], ["npx", "@modelcontextprotocol/inspector"]);
    const env = { ...process.env, HOME: home };
    const { stdout } = await run(local("node_modules/.bin/mcp-inspector"), args, { env, maxBuffer: 1 << 24 });
    assert.match(stdout, /schedulePostTool/);
  },
};

/** The links that install at a click; what they leave to the client, the key, is put in. */
const LINKS = {
  "VS Code": async ({ searchParams }) => {
    const { type, url, headers } = JSON.parse(searchParams.get("config"));
    const [{ id, password }] = JSON.parse(searchParams.get("inputs"));
    assert.deepEqual([searchParams.get("name"), type, password], ["postiz", "http", true]);
    await lists(here(url), filled(headers, `\${input:${id}}`));
  },
  Cursor: async ({ searchParams }) => {
    const { url, headers } = JSON.parse(Buffer.from(searchParams.get("config"), "base64"));
    assert.equal(searchParams.get("name"), "postiz");
    await lists(here(url), filled(headers, "${env:POSTIZ_KEY}"));
  },
};

const FIRST_REQUESTS = [
  ["the first request", /integrationList/, /"isError":false/],
  ["a video with progress", /progressToken/, /notifications\/progress[^]*\.mp4/],
];

let failures = 0;
for (const [what, asked, answered] of FIRST_REQUESTS) {
  await attempt(what, async () => {
    const [{ code }] = blocks("Try it").filter((block) => asked.test(block.code));
    assert.match((await run("bash", ["-c", code])).stdout, answered);
  });
}
const inReadme = blocks("Connect a client");
for (const [client, follow] of Object.entries(CLIENTS)) {
  await attempt(client, async () => {
    const block = inReadme.find(({ title }) => title.startsWith(`**${client}**`));
    assert.ok(block, "the README has no block for it");
    tried.add(block);
    await follow(block);
  });
}
for (const [client, follow] of Object.entries(LINKS)) {
  await attempt(`the link for ${client}`, async () => {
    const [, link] = readme.match(new RegExp(`\\[Install in ${client}\\]\\((\\S+)\\)`));
    await follow(new URL(link));
  });
}
await attempt("nothing but what is tried", () =>
  assert.deepEqual(inReadme.filter((block) => !tried.has(block)).map(({ title }) => title), []),
);
rmSync(home, { recursive: true, force: true });
console.log(failures === 0 ? "README: everything works as written." : `README: ${failures} failed.`);
process.exit(failures === 0 ? 0 : 1);

async function attempt(what, steps) {
  try {
    await steps();
    console.log(`ok       README, ${what}`);
  } catch (failure) {
    failures++;
    console.log(`FAILED   README, ${what}\n         ${failure.stack ?? failure}`);
  }
}

/** The code blocks of a section with the paragraph above each, for the gateway at hand. */
function blocks(section) {
  const text = readme.split(/^## /m).find((part) => part.startsWith(`${section}\n`));
  return [...text.matchAll(/([^\n]+(?:\n[^\n]+)*)\n\n```\w+\n([^]*?)\n```/g)].map(([, title, code]) => ({
    title,
    code: here(code),
  }));
}

function here(text) {
  return text.replaceAll("http://localhost:8080", process.env.GATEWAY_URL);
}

function filled({ Authorization }, placeholder) {
  assert.ok(Authorization.includes(placeholder), Authorization);
  return { Authorization: Authorization.replace(placeholder, "sandbox-key") };
}

/** Words of a command as a shell splits them. */
function shell(command) {
  return [...command.replaceAll("\\\n", " ").matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain);
}

function header(words) {
  const [, name, value] = words[words.indexOf("--header") + 1].match(/^(.*?): ?(.*)$/);
  return { [name]: value };
}

async function lists(url, headers) {
  assert.equal(new URL(url).origin, process.env.GATEWAY_URL);
  await overHttp(url, headers, hasTools);
}

async function hasTools(client) {
  const names = (await client.list()).map(({ name }) => name);
  assert.ok(names.includes("schedulePostTool"), `it lists ${names}`);
}

// Holds the conversation with every client on every door of a running sandbox.
// Usage: GATEWAY_URL=http://localhost:8080 [CHROMIUM=/path] [CLIENT="TypeScript 1.x"] node all.mjs
// CLIENT names the only one that is to go through all doors; signing in with OAuth is tried in any case.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { converse } from "./conversation.mjs";
import * as inspector from "./inspector.mjs";
import * as mcpRemote from "./mcp-remote.mjs";
import * as oauth from "./oauth.mjs";
import * as typescript1 from "./typescript-1.mjs";
import * as typescript2 from "./typescript-2.mjs";

const gateway = process.env.GATEWAY_URL;
const home = mkdtempSync(join(tmpdir(), "mcp-clients-"));
const bearer = { Authorization: "Bearer sandbox-key" };

const DOORS = [
  { name: "/mcp", path: "/mcp", headers: bearer },
  { name: "/mcp/{apiKey}", path: "/mcp/sandbox-key", headers: {} },
  { name: "/mcp-oauth", path: "/mcp-oauth", headers: bearer },
];

const CLIENTS = {
  "TypeScript 1.x": (url, headers, use) => typescript1.overHttp(url, headers, use),
  "TypeScript 2.x, handshake": (url, headers, use) => typescript2.overHttp(url, headers, "legacy", use),
  "TypeScript 2.x, stateless": (url, headers, use) => typescript2.overHttp(url, headers, "modern", use),
  "Inspector CLI, handshake": (url, headers, use) => inspector.overHttp(url, headers, "legacy", home, use),
  "Inspector CLI, stateless": (url, headers, use) => inspector.overHttp(url, headers, "modern", home, use),
  "mcp-remote, handshake": (url, headers, use) => mcpRemote.overHttp(url, headers, "legacy", home, use),
  "mcp-remote, stateless": (url, headers, use) => mcpRemote.overHttp(url, headers, "modern", home, use),
};

let failures = 0;
for (const door of DOORS) {
  for (const [name, connect] of Object.entries(CLIENTS)) {
    if ((process.env.CLIENT ?? name) !== name) {
      continue;
    }
    await attempt(`${name} on ${door.name}`, (use) => connect(gateway + door.path, door.headers, use));
  }
}

const browser = process.env.CHROMIUM;
if (browser) {
  await attempt("mcp-remote with OAuth on /mcp-oauth", (use) =>
    oauth.overHttp(`${gateway}/mcp-oauth`, browser, join(home, "oauth"), use),
  );
} else {
  console.log("skipped  mcp-remote with OAuth on /mcp-oauth: no browser starts; CHROMIUM=/path names one");
}

rmSync(home, { recursive: true, force: true });
console.log(failures === 0 ? "Clients: all conversations went as documented." : `Clients: ${failures} failed.`);
process.exit(failures === 0 ? 0 : 1);

async function attempt(what, connect) {
  try {
    await connect((client) => converse(client, `By ${what}.`));
    console.log(`ok       ${what}`);
  } catch (failure) {
    failures++;
    console.log(`FAILED   ${what}\n         ${failure.stack ?? failure}`);
  }
}

// The bundle for Claude Desktop, packed as deploy/catalogues/mcpb packs it: unpacked by the tool of the format, its form
// filled in, started as a client starts it.
// Usage: GATEWAY_URL=http://localhost:8080 node bundle.mjs FILE.mcpb
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import {
  getMcpConfigForManifest,
  hasRequiredConfigMissing,
  unpackExtension,
} from "../../deploy/catalogues/mcpb/node_modules/@anthropic-ai/mcpb/dist/index.js";
import { connected } from "./typescript-1.mjs";

const home = mkdtempSync(join(tmpdir(), "mcp-bundle-"));
const unpacked = join(home, "bundle");
try {
  assert.ok(await unpackExtension({ mcpbPath: process.argv[2], outputDir: unpacked, silent: true }));
  const manifest = JSON.parse(readFileSync(join(unpacked, "manifest.json"), "utf8"));
  const { url } = manifest.user_config;
  const address = process.env.GATEWAY_URL + new URL(url.default).pathname;
  assert.ok(hasRequiredConfigMissing({ manifest, userConfig: { url: address } }), "the form asks for the key");

  const { command, args, env } = await getMcpConfigForManifest({
    manifest,
    extensionPath: unpacked,
    systemDirs: { HOME: home },
    userConfig: { url: address, api_key: "sandbox-key" },
    pathSeparator: sep,
  });
  assert.equal(command, "node");
  assert.ok(!args.join(" ").includes("sandbox-key"), "the key is not among the arguments, which others can list");
  const bridge = new StdioClientTransport({
    command: process.execPath,
    args,
    env: { HOME: home, MCP_REMOTE_CONFIG_DIR: home, PATH: "", ...env },
    stderr: "ignore",
  });
  await connected(bridge, async (client) => {
    const listed = (await client.list()).map(({ name }) => name).sort();
    assert.deepEqual(listed, manifest.tools.map(({ name }) => name).sort());
  });
  console.log("ok       the bundle, unpacked and started");
} catch (failure) {
  console.log(`FAILED   the bundle\n         ${failure.stack ?? failure}`);
  process.exitCode = 1;
} finally {
  rmSync(home, { recursive: true, force: true });
}

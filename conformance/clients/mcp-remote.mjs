// mcp-remote: the bridge for clients that only start local processes.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { connected } from "./typescript-1.mjs";

const proxy = fileURLToPath(new URL("node_modules/mcp-remote/dist/proxy.js", import.meta.url));

/** @param era "legacy" or "modern": what mcp-remote speaks to the server */
export async function overHttp(url, headers, era, home, use) {
  const headerArgs = Object.entries(headers).flatMap(([name, value]) => ["--header", `${name}:${value}`]);
  const transport = bridge(url, home, ["--protocol", era === "modern" ? "auto" : "legacy", ...headerArgs]);
  let said = "";
  transport.stderr.on("data", (chunk) => (said += chunk));
  await connected(transport, use);
  assert.equal(said.includes("speaks MCP 2026-07-28"), era === "modern", said);
}

/** The local process that a client talks to in the place of the server. */
export function bridge(url, home, args) {
  return new StdioClientTransport({
    command: process.execPath,
    args: [proxy, url, "--transport", "http-only", ...args],
    // Without a PATH it finds no browser to open.
    env: { HOME: home, MCP_REMOTE_CONFIG_DIR: home, PATH: "" },
    stderr: "pipe",
  });
}

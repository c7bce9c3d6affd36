// mcp-remote: the bridge for clients that only start local processes.
import { fileURLToPath } from "node:url";
import { overStdio } from "./typescript-1.mjs";

export const proxy = fileURLToPath(new URL("node_modules/mcp-remote/dist/proxy.js", import.meta.url));

/** @param era "legacy" or "modern": what mcp-remote speaks to the server */
export async function overHttp(url, headers, era, home, use) {
  const headerArgs = Object.entries(headers).flatMap(([name, value]) => ["--header", `${name}:${value}`]);
  const args = [proxy, url, "--transport", "http-only", "--protocol", era === "modern" ? "auto" : "legacy", ...headerArgs];
  await overStdio(process.execPath, args, { ...process.env, MCP_REMOTE_CONFIG_DIR: home }, use);
}

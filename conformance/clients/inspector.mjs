// The MCP Inspector's command line: a process for every request.
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const inspector = fileURLToPath(new URL("node_modules/.bin/mcp-inspector", import.meta.url));

/** @param era "legacy" or "modern" */
export async function overHttp(url, headers, era, home, use) {
  const request = async (...args) => {
    const headerArgs = Object.entries(headers).flatMap(([name, value]) => ["--header", `${name}: ${value}`]);
    const common = ["--cli", "--server-url", url, "--transport", "http", "--protocol-era", era, "--format", "json", "--quiet"];
    const env = { ...process.env, HOME: home };
    try {
      const { stdout } = await run(inspector, [...common, ...headerArgs, ...args], { env, maxBuffer: 1 << 24 });
      return JSON.parse(stdout);
    } catch (failure) {
      // A tool result with isError is printed and ends the process with a code of its own.
      const result = json(failure.stdout);
      if (result?.content || result?.result?.content) {
        return result;
      }
      throw new Error(`${failure.stderr || failure.message}`);
    }
  };
  const client = {
    list: async () => unwrap(await request("--method", "tools/list")).tools,
    call: async (name, args) =>
      unwrap(await request("--method", "tools/call", "--tool-name", name, "--tool-args-json", JSON.stringify(args))),
  };
  await use(client, async (...args) => unwrap(await request(...args)));
}

function unwrap(answer) {
  return answer.result ?? answer;
}

function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

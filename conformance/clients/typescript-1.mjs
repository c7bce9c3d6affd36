// The official TypeScript client, 1.x line: the handshake protocol only.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

export async function overHttp(url, headers, use) {
  await connected(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }), use);
}

export async function overStdio(command, args, env, use) {
  await connected(new StdioClientTransport({ command, args, env, stderr: "pipe" }), use);
}

/** Runs use(client) on a connected client and ends the session. */
export async function connected(transport, use) {
  const client = new Client({ name: "typescript-1", version: "1.0.0" });
  await client.connect(transport);
  try {
    await client.ping();
    await use({
      list: async () => (await client.listTools()).tools,
      call: (name, args) => client.callTool({ name, arguments: args }),
    });
    await transport.terminateSession?.();
  } finally {
    await client.close();
  }
}

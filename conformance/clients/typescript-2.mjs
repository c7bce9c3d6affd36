// The official TypeScript client, 2.x line: either protocol.
import assert from "node:assert/strict";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";

/** @param era "legacy" for the handshake protocol, "modern" for 2026-07-28 */
export async function overHttp(url, headers, era, use) {
  const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
  const mode = era === "modern" ? "auto" : "legacy";
  const client = new Client({ name: "typescript-2", version: "1.0.0" }, { versionNegotiation: { mode } });
  await client.connect(transport);
  try {
    assert.equal(client.getProtocolEra(), era);
    await use({
      list: async () => (await client.listTools()).tools,
      call: (name, args) => client.callTool({ name, arguments: args }),
    });
    if (era === "legacy") {
      await transport.terminateSession();
    }
  } finally {
    await client.close();
  }
}

// The official TypeScript client, 2.x line: either protocol.
import assert from "node:assert/strict";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";

/**
 * Runs use(client, sdk) on a connected client.
 * @param era "legacy" for the handshake protocol, "modern" for 2026-07-28
 */
export async function overHttp(url, headers, era, use, { capabilities = {}, handlers = {} } = {}) {
  const transport = new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
  const mode = era === "modern" ? "auto" : "legacy";
  const client = new Client(
    { name: "typescript-2", version: "1.0.0" },
    { capabilities, versionNegotiation: { mode } },
  );
  for (const [method, handler] of Object.entries(handlers)) {
    if (method.startsWith("notifications/")) {
      client.setNotificationHandler(method, ({ params }) => handler(params));
    } else {
      client.setRequestHandler(method, ({ params }) => handler(params));
    }
  }
  await client.connect(transport);
  try {
    assert.equal(client.getProtocolEra(), era);
    await use(
      {
        list: async () => (await client.listTools()).tools,
        call: (name, args) => client.callTool({ name, arguments: args }),
      },
      client,
    );
    if (era === "legacy") {
      await transport.terminateSession();
    }
  } finally {
    await client.close();
  }
}

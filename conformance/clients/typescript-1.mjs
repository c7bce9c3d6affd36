// The official TypeScript client, 1.x line: the handshake protocol only.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import * as types from "@modelcontextprotocol/sdk/types.js";

export async function overHttp(url, headers, use, options) {
  await connected(new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } }), use, options);
}

/** Runs use(client, sdk) on a connected client and ends the session. */
export async function connected(transport, use, { capabilities = {}, handlers = {} } = {}) {
  const client = new Client({ name: "typescript-1", version: "1.0.0" }, { capabilities });
  for (const [method, handler] of Object.entries(handlers)) {
    if (method.startsWith("notifications/")) {
      client.setNotificationHandler(schemaOf(method), ({ params }) => handler(params));
    } else {
      client.setRequestHandler(schemaOf(method), ({ params }) => handler(params));
    }
  }
  await client.connect(transport);
  try {
    await client.ping();
    await use(
      {
        list: async () => (await client.listTools()).tools,
        call: (name, args) => client.callTool({ name, arguments: args }),
      },
      client,
    );
    await transport.terminateSession?.();
  } finally {
    await client.close();
  }
}

function schemaOf(method) {
  return Object.values(types).find((schema) => schema?.shape?.method?.value === method);
}

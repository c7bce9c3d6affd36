// integrationList as it is written with the official TypeScript SDK: no session, a server for each request, as its
// documentation has it. Prints its port. Argument: base URL of Postiz.
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";
import { createMcpExpressApp } from "@modelcontextprotocol/sdk/server/express.js";
import { z } from "zod";

const postiz = process.argv[2];
const text = z.string().nullable();
const outputSchema = {
  output: z.array(
    z.object({
      id: text,
      name: text,
      platform: text,
      picture: text,
      profile: text,
      disabled: z.boolean(),
      customer: z.object({ id: z.string(), name: z.string() }),
    }),
  ),
};

function server(key) {
  const mcp = new McpServer({ name: "typescript", version: "1.0.0" });
  mcp.registerTool(
    "integrationList",
    { description: "Lists the connected channels", inputSchema: {}, outputSchema },
    async () => {
      const answer = await fetch(`${postiz}/public/v1/integrations`, {
        headers: { Authorization: key },
        signal: AbortSignal.timeout(15_000),
      });
      const output = (await answer.json()).map(({ identifier, ...channel }) => ({ ...channel, platform: identifier }));
      return { content: [{ type: "text", text: JSON.stringify({ output }) }], structuredContent: { output }, isError: false };
    },
  );
  return mcp;
}

const app = createMcpExpressApp();
app.post("/mcp", async (request, response) => {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined, enableJsonResponse: true });
  const mcp = server(request.headers.authorization.slice("Bearer ".length));
  response.on("close", () => {
    transport.close();
    mcp.close();
  });
  await mcp.connect(transport);
  await transport.handleRequest(request, response, request.body);
});
const listener = app.listen(0, "127.0.0.1", () => console.log(listener.address().port));

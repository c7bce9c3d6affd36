// OAuth through mcp-remote: it discovers the authorization server from the 401, registers itself and waits for the
// user, whose part (opening the page and consenting) a headless browser plays.
import { chromium } from "playwright-core";
import { bridge } from "./mcp-remote.mjs";
import { connected } from "./typescript-1.mjs";

/** @param browser path of a Chromium */
export async function overHttp(url, browser, home, use) {
  const transport = bridge(url, home, ["--auth-timeout", "60"]);
  const consent = consentOnce(transport.stderr, browser);
  await Promise.all([connected(transport, use), consent]);
}

async function consentOnce(stderr, browser) {
  const page = await authorizationPage(stderr);
  const running = await chromium.launch({ executablePath: browser, args: ["--no-sandbox"] });
  try {
    const tab = await running.newPage();
    await tab.goto(page);
    await tab.getByRole("button", { name: /allow|approve|authorize|accept/i }).first().click();
    await tab.waitForURL(/\/oauth\/callback/);
  } finally {
    await running.close();
  }
}

function authorizationPage(stderr) {
  return new Promise((found, lost) => {
    let seen = "";
    stderr.on("data", (chunk) => {
      seen += chunk;
      const match = seen.match(/https?:\/\/\S+\/oauth\/authorize\?\S+/);
      if (match) {
        found(match[0]);
      }
    });
    stderr.on("end", () => lost(new Error(`mcp-remote asked for no authorization. It said:\n${seen}`)));
  });
}

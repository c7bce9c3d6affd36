import assert from "node:assert/strict";

/** What the client heard of the server, by kind. */
export class Heard {
  #events = [];

  add(kind, params) {
    this.#events.push({ kind, params });
  }

  count(kind) {
    return this.#events.filter((event) => event.kind === kind).length;
  }

  async waitFor(kind) {
    for (const end = Date.now() + 5000; this.count(kind) === 0; ) {
      assert.ok(Date.now() < end, `nothing was heard of: ${kind}`);
      await new Promise((resume) => setTimeout(resume, 20));
    }
  }
}

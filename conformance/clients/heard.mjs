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

  /** @param before how often it was heard already */
  async waitFor(kind, before = 0) {
    for (const end = Date.now() + 15000; this.count(kind) <= before; ) {
      assert.ok(Date.now() < end, `nothing was heard of: ${kind}`);
      await new Promise((resume) => setTimeout(resume, 20));
    }
  }
}

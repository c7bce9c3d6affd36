// Reads what the suite wrote, prints what is not as it must be, and writes RESULTS.md.
// Usage: node results.mjs DIRECTORY_WITH_RESULTS [--verify]
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";

const [work, mode] = process.argv.slice(2);
const here = dirname(fileURLToPath(import.meta.url));
const suite = join(here, "node_modules/@modelcontextprotocol/conformance");
const { version } = JSON.parse(readFileSync(join(suite, "package.json"), "utf8"));
const reasons = JSON.parse(readFileSync(join(here, "reasons.json"), "utf8"));

const problems = [];
const sections = ["2025-11-25", "2026-07-28"].map(section);
const report = `# Conformance

\`conformance/run.sh\` runs \`@modelcontextprotocol/conformance\` ${version} against the packaged gateway with the routes
of this folder. This file is its output. A scenario is a row; a check that warns counts as failed.

${sections.join("\n\n")}
`;

const file = join(here, "RESULTS.md");
if (mode === "--verify") {
  if (report !== readFileSync(file, "utf8")) {
    problems.push("RESULTS.md does not say what this run showed. Run conformance/run.sh and commit it.");
  }
} else {
  writeFileSync(file, report);
}
problems.forEach((problem) => console.error(problem));
console.log(problems.length === 0 ? "Conformance: all required checks passed." : "Conformance: not passed.");
process.exit(problems.length === 0 ? 0 : 1);

function section(revision) {
  const requirements = parse(readFileSync(join(suite, "requirements", `${revision}.yaml`), "utf8"));
  const required = requirements.server;
  const optional = requirements.not_scored.filter(({ leg }) => leg === "server");
  const results = read(join(work, revision));
  const requiredRows = required.map((scenario) => row(revision, scenario, results.get(scenario), true));
  const optionalRows = optional.map(({ scenario }) => row(revision, scenario, results.get(scenario), false));
  return `## ${revision}: required

${table(requiredRows)}

## ${revision}: run, not scored

${table(optionalRows)}`;
}

function read(directory) {
  const results = new Map();
  for (const name of readdirSync(directory)) {
    const scenario = name.replace(/^server-(?=.*-\d{4}-\d{2}-\d{2}T)/, "").replace(/-\d{4}-\d{2}-\d{2}T[\d-]+Z$/, "");
    results.set(scenario, JSON.parse(readFileSync(join(directory, name, "checks.json"), "utf8")));
  }
  return results;
}

function row(revision, scenario, checks, required) {
  const failed = (checks ?? []).filter(({ status }) => status === "FAILURE" || status === "WARNING");
  const passed = (checks ?? []).filter(({ status }) => status === "SUCCESS");
  const skipped = (checks ?? []).filter(({ status }) => status === "SKIPPED");
  const good = failed.length === 0 && passed.length > 0;
  const reason = reasons[`${revision} ${scenario}`];
  if (checks === undefined) {
    problems.push(`${revision} ${scenario}: did not run`);
  } else if (!good && (required || reason === undefined)) {
    problems.push(
      `${revision} ${scenario}: ${failed.length} of ${passed.length + failed.length} checks did not pass` +
        (required ? "" : " and reasons.json does not say why"),
    );
    failed.forEach(({ id, status, errorMessage }) => problems.push(`    ${status} ${id}: ${errorMessage}`));
  } else if (good && reason !== undefined) {
    problems.push(`${revision} ${scenario}: passes; remove its reason from reasons.json`);
  }
  const result = good ? "passed" : failed.length > 0 ? "failed" : "nothing checked";
  return [scenario, result, passed.length, failed.length, skipped.length, good ? "" : reason ?? ""];
}

function table(rows) {
  const head = ["scenario", "result", "checks passed", "failed", "skipped", "why"];
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

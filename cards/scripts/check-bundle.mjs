// Fails when the committed bundle is not what the sources build.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const cards = fileURLToPath(new URL("..", import.meta.url));
const committed = join(cards, "../custom_components/llm_agents/frontend");
const fresh = mkdtempSync(join(tmpdir(), "llm-agents-cards-"));

/** The files of a folder by name. */
const contents = (folder) =>
  Object.fromEntries(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );

try {
  execFileSync(process.execPath, [join(cards, "node_modules/vite/bin/vite.js"), "build", "--logLevel", "warn"], {
    cwd: cards,
    env: { ...process.env, CARDS_OUT: fresh },
    stdio: "inherit",
  });
  const [ours, theirs] = [contents(committed), contents(fresh)];
  const stale = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].filter((name) => ours[name] !== theirs[name]);
  if (stale.length > 0) {
    console.error(`stale in custom_components/llm_agents/frontend: ${stale.join(", ")}; run "npm run build" in cards/`);
    process.exitCode = 1;
  }
} finally {
  rmSync(fresh, { recursive: true });
}

// Answers a question, sets an agent's autonomy and forgets a fact through the overview card on a real dashboard.
import { readOptions, visit } from "./dashboard.mjs";

const USAGE = `node e2e/overview.mjs --url URL --token TOKEN [options]
  --path /demo-home/agents           the dashboard with the card
  --words "Unlock ..."               what is asked about before it is done
  --entity lock.front_door           what a yes unlocks; it is locked before
  --agent comfort                    the agent whose autonomy is set, and put back
  --out FOLDER                       where screenshots go; none are made without it
  --dark                             in the dark theme
  --timeout SECONDS                  how long each step may take (30)`;

const { url, token, path, words, entity, agent, out, dark, timeout } = readOptions(USAGE, {
  path: { type: "string", default: "/demo-home/agents" },
  words: { type: "string", default: "Unlock the front door" },
  entity: { type: "string", default: "lock.front_door" },
  agent: { type: "string", default: "comfort" },
  dark: { type: "boolean", default: false },
});

const FACT = "The bins go out on Tuesdays";
const result = { approved: false, autonomy: "", forgotten: false, violations: [], pictures: [], errors: [] };

/** Look at the card as axe and as a person would. */
const look = async (dashboard, name) => {
  result.violations.push(...(await dashboard.violations()));
  await dashboard.photograph(name);
};

/** Ask for something risky as an automation would, and say yes to it on the card. */
const approve = async (dashboard) => {
  const { card } = dashboard;
  await dashboard.call("lock", "lock", { entity_id: entity });
  await dashboard.until(entity, "locked");
  await dashboard.call("conversation", "process", { text: words, agent_id: "conversation.llm_agents", language: "en" });
  const question = card.locator(".approval").first();
  await question.waitFor();
  await look(dashboard, "overview-asked");
  await question.locator(".pill.strong").click();
  await question.waitFor({ state: "detached" });
  await dashboard.until(entity, "unlocked");
  await card.locator(".told").waitFor();
  result.approved = true;
  await dashboard.call("lock", "lock", { entity_id: entity });
};

/** Hold an agent back, and let it act again. */
const hold = async (dashboard) => {
  const select = dashboard.card.locator(`[data-agent=${agent}] select`);
  const { agents } = await dashboard.ask({ type: "llm_agents/agents/list" });
  const { autonomy_entity_id: entityId } = agents.find((one) => one.agent_id === agent);
  const before = await select.inputValue();
  const other = before === "suggest" ? "ask" : "suggest";
  await select.selectOption(other);
  await dashboard.until(entityId, other);
  result.autonomy = await select.inputValue();
  await select.selectOption(before);
  await dashboard.until(entityId, before);
};

/** Remember something, see it come, and forget it. */
const forget = async (dashboard) => {
  const { card } = dashboard;
  await dashboard.call("llm_agents", "remember", { text: FACT });
  const fact = card.locator(".fact").filter({ hasText: FACT }).first();
  await fact.waitFor();
  await look(dashboard, "overview-remembered");
  await fact.locator("[data-button=forget]").click();
  await fact.locator("[data-button=sure]").click();
  await card.locator(".told").filter({ hasText: FACT }).waitFor();
  const { facts } = await dashboard.ask({ type: "llm_agents/memory/list" });
  result.forgotten = facts.every(({ text }) => text !== FACT);
};

await visit(
  { url, token, path, element: "llm-agents-overview-card", ready: "section", timeout, out, colorScheme: dark ? "dark" : "light" },
  result,
  [approve, hold, forget],
  () => result.approved && result.autonomy && result.forgotten,
);

/** Questions, agents and facts to show. */
import type { Agent, Tally, Taken, Usage } from "../../src/model/agent.js";
import type { Approval } from "../../src/model/approval.js";
import type { Fact } from "../../src/model/fact.js";
import type { Suggestion } from "../../src/model/suggestion.js";

const MINUTE = 60_000;
const ago = (minutes: number): string => new Date(Date.now() - minutes * MINUTE).toISOString();

/** A question with what matters to a test. */
export const approvalOf = (parts: Partial<Approval> = {}): Approval => ({
  turn_id: "01K-5",
  agent: "orchestrator",
  at: ago(4),
  expires: ago(-11),
  question: "Shall I unlock the front door?",
  asker: { origin: "text", user_id: "anna" },
  items: [{ entity_id: "lock.front_door", action: "unlock" }],
  pin: false,
  unattended: false,
  ...parts,
});

/** One that needs the PIN, asked by nobody who was there. */
export const PIN_APPROVAL = approvalOf({
  turn_id: "pin",
  agent: "security",
  question: "Shall I unlock the front door and open the garden valve?",
  asker: { origin: "automation", user_id: null },
  items: [
    { entity_id: "lock.front_door", action: "unlock" },
    { entity_id: "valve.garden", action: "open" },
  ],
  pin: true,
  unattended: true,
});

/** An agent with what matters to a test. */
export const agentOf = (parts: Partial<Agent>): Agent => ({
  agent_id: "orchestrator",
  name: "",
  role: "orchestrator",
  autonomy: "act",
  entity_id: "conversation.llm_agents",
  autonomy_entity_id: "select.llm_agents_autonomy",
  last_status: "done",
  last_at: ago(12),
  success: 0.97,
  ...parts,
});

const comfort = { agent_id: "comfort", role: "comfort", name: "Comfort agent", entity_id: "conversation.comfort_agent" };

export const AGENTS: readonly Agent[] = [
  agentOf({}),
  agentOf({ ...comfort, autonomy_entity_id: "select.comfort_agent_autonomy", autonomy: "ask", success: 0.72 }),
  agentOf({ agent_id: "security", role: "security", name: "Security agent", autonomy_entity_id: null, last_status: "refused", success: null }),
  agentOf({ agent_id: "x1", role: "custom", name: "Aquarium", autonomy_entity_id: null, last_status: null, last_at: null, success: 0.4 }),
];

const tally = (answers: number, tokens: number, money: number): Tally => ({
  answers,
  input_tokens: Math.round(tokens * 0.8),
  output_tokens: Math.round(tokens * 0.2),
  money,
});

const taken = (parts: Partial<Taken>): Taken => ({
  level: "within",
  share: null,
  period: "day",
  day: tally(0, 0, 0),
  month: tally(0, 0, 0),
  ...parts,
});

export const USAGE: Usage = {
  total: taken({ day: tally(14, 21_400, 0.0312), month: tally(310, 412_000, 1.27), share: 0.42, period: "month" }),
  agents: [
    { agent_id: "orchestrator", ...taken({ day: tally(12, 18_200, 0.0281), month: tally(290, 390_000, 1.2), share: 0.56 }) },
    { agent_id: "comfort", ...taken({ day: tally(2, 3200, 0.0031), month: tally(20, 22_000, 0.07), share: 0.85, level: "soft" }) },
    { agent_id: "security", ...taken({}) },
    { agent_id: "x1", ...taken({ share: 1.2, level: "local", period: "month", month: tally(9, 9000, 0) }) },
  ],
  backends: [
    { backend_id: "app", name: "qwen3 4b", available: true, local: true, level: "within" },
    { backend_id: "cloud", name: "gpt-oss 120b", available: false, local: false, level: "within" },
    { backend_id: "dear", name: "Big model", available: true, local: false, level: "cheaper" },
  ],
};

/** A fact with what matters to a test. */
export const factOf = (parts: Partial<Fact>): Fact => ({
  fact_id: "f1",
  kind: "fact",
  text: "The bins go out on Tuesdays",
  about: [],
  owner: "household",
  since: ago(60 * 24 * 3),
  until: null,
  value: null,
  source: { how: "words", words: "Remember that the bins go out on Tuesdays", at: ago(60 * 24 * 3) },
  ...parts,
});

export const FACTS: readonly Fact[] = [
  factOf({}),
  factOf({
    fact_id: "f2",
    kind: "preference",
    text: "21 degrees in the living room",
    owner: "person",
    about: ["climate.living_room"],
    value: 21,
    source: { how: "answer", words: "", at: ago(200) },
  }),
  factOf({
    fact_id: "f3",
    kind: "name",
    text: "the moon",
    owner: "person",
    about: ["light.mood"],
    source: { how: "words", words: "I call the mood lamp the moon", at: ago(30) },
  }),
  factOf({
    fact_id: "f4",
    kind: "habit",
    text: "Lights off downstairs at 23:10 on weekdays",
    owner: "person",
    about: ["light.kitchen", "study"],
    source: { how: "repeated", words: "", at: ago(700) },
  }),
  factOf({ fact_id: "f5", text: "Grandmother visits", until: ago(-60 * 24 * 5), source: { how: "entered", words: "", at: ago(90) } }),
];

/** A suggestion with what matters to a test. */
export const suggestionOf = (parts: Partial<Suggestion> = {}): Suggestion => ({
  suggestion_id: "s1",
  user_id: "anna",
  standing: "found",
  title: "On weekdays at 11:10 PM: turn off the mood lamp",
  evidence: "On weekdays at about 11:10 PM, 19 of the last 20 times, you did this by hand: turn off the mood lamp.",
  automation: "- id: llm_agents_habit_s1\n  alias: 'On weekdays at 11:10 PM: turn off the mood lamp'\n  triggers:\n  - trigger: time\n    at: '23:10:00'\n",
  made: null,
  ...parts,
});

const bedtime = { name: "Every day at 7:00 AM: open the blind", edit: "/config/automation/edit/x", pasted: false };

export const SUGGESTIONS: readonly Suggestion[] = [
  suggestionOf({ suggestion_id: "s2", standing: "accepted", title: bedtime.name, evidence: "Every day at about 7:00 AM, 38 of the last 40 times, you did this by hand: open the blind.", made: bedtime }),
  suggestionOf(),
];

/** Many facts of the household, the newest first. */
export const many = (count: number): readonly Fact[] =>
  Array.from({ length: count }, (_, index) => factOf({ fact_id: `m${index}`, text: `Fact number ${index + 1}` }));

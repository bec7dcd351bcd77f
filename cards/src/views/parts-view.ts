/** What a turn delegated, folded under it: which agent did which part, and what came of it. */
import { html, nothing, type TemplateResult } from "lit";
import { agentName } from "../model/agent.js";
import { wordsOr } from "../model/localize.js";
import type { Turn } from "../model/turn.js";
import type { Context } from "./context.js";
import { ICONS, roleIcon } from "./icons.js";

type Part = TemplateResult | typeof nothing;

/** The name of the agent that served a turn, where it is not the card's own. */
export const servedBy = ({ agents, agentId, localize }: Context, turn: Turn): string | null =>
  turn.profile === undefined || turn.profile === agentId
    ? null
    : localize("turn.by_agent", { agent: agentName(agents, turn.profile, localize) });

/** Where the words are from that a model read; those of persons and names are no news. */
export const readText = ({ localize }: Context, turn: Turn): string | null => {
  const told = (turn.sources ?? []).filter((source) => source !== "person").map((source) => wordsOr(localize, `source.${source}`, source));
  return told.length === 0 ? null : localize("turn.read", { sources: told.join(", ") });
};

const partView = ({ agents, localize }: Context, part: Turn): TemplateResult => {
  const name = agentName(agents, part.profile ?? "", localize);
  const role = agents.find((agent) => agent.agent_id === part.profile)?.role ?? part.profile ?? "";
  return html`<li class="part">
    <span class="role">${roleIcon(role)}</span>
    <span class="what">
      <span class="name" dir="auto">${name}</span>
      <span class="meta">${localize(`decided.${part.status}`)}</span>
      <span class="goal" dir="auto">${part.words}</span>
      ${part.answer === "" ? nothing : html`<span class="came" dir="auto">${part.answer}</span>`}
    </span>
  </li>`;
};

/** The parts of a turn; folded, as the answer above tells what came of them. */
export const partsView = (context: Context, turn: Turn, words: string, parts: readonly Turn[]): Part => {
  if (parts.length === 0) {
    return nothing;
  }
  const { agents, localize, unfolded, actions } = context;
  const id = `parts-${turn.turn_id}`;
  const open = unfolded.has(id);
  const names = [...new Set(parts.map((part) => agentName(agents, part.profile ?? "", localize)))];
  return html`<div class="parts">
    <button class="link" type="button" aria-expanded=${open} aria-controls=${id} @click=${() => actions.unfold(id)}>
      ${localize("turn.parts", { agents: names.join(", ") })}${ICONS.chevron}
    </button>
    <ul id=${id} aria-label=${localize("turn.parts_label", { words })} ?hidden=${!open}>
      ${parts.map((part) => partView(context, part))}
    </ul>
  </div>`;
};

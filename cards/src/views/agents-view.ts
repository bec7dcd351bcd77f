/** The agents: how far each goes by itself, what it decided last, how well it does and what it took. */
import { html, nothing, type TemplateResult } from "lit";
import {
  agentName,
  autonomyOf,
  LEVELS,
  mayChoose,
  standingOf,
  tokensOf,
  waitingFor,
  type Agent,
  type Autonomy,
  type Backend,
  type Budget,
  type Taken,
  type Tally,
} from "../model/agent.js";
import { localeOf } from "../model/hass.js";
import type { Overview } from "../model/overview.js";
import { compact, moment, money, percent } from "../model/text.js";
import { failureView } from "./failure-view.js";
import { ICONS, roleIcon } from "./icons.js";
import { barView } from "./meter.js";
import type { OverviewContext } from "./overview-context.js";

type Part = TemplateResult | typeof nothing;

/** From here on what an agent does is called well, and from here on in need of care. */
const GOOD = 0.9;
const FAIR = 0.6;

const autonomyView = (context: OverviewContext, state: Overview, agent: Agent): TemplateResult => {
  const { hass, localize, actions, ready } = context;
  const now = autonomyOf(hass, agent);
  const entity = hass.states[agent.autonomy_entity_id ?? ""];
  if (entity === undefined || entity.state === "unavailable") {
    return html`<span class="level">${localize(`autonomy.${now}`)}</span>`;
  }
  return html`<select
    class="field"
    aria-label=${localize("agents.autonomy", { agent: agentName([agent], agent.agent_id, localize) })}
    ?disabled=${!ready || state.views[agent.agent_id]?.busy === true}
    .value=${now}
    @change=${(event: Event) => {
      const select = event.target as HTMLSelectElement;
      const level = select.value as Autonomy;
      select.value = now; // until the entity says so
      actions.setAutonomy(agent, level);
    }}
  >
    ${LEVELS.map(
      (level) =>
        html`<option value=${level} ?selected=${level === now} ?disabled=${!mayChoose(hass, now, level)}>
          ${localize(`autonomy.${level}`)}
        </option>`,
    )}
  </select>`;
};

const budgetView = ({ hass, localize }: OverviewContext, { share, level, period }: Budget): Part => {
  if (share === null) {
    return nothing;
  }
  const tone = level === "within" ? "good" : level === "soft" ? "careful" : "bad";
  const text = localize(`agents.budget_${period}`, { percent: percent(share, localeOf(hass)) });
  return html`<span class="figure">${barView(share, tone)}<span>${text}</span></span>`;
};

const successView = ({ hass, localize }: OverviewContext, success: number | null): Part => {
  if (success === null) {
    return nothing;
  }
  const tone = success >= GOOD ? "good" : success >= FAIR ? "careful" : "bad";
  const text = localize("agents.success", { percent: percent(success, localeOf(hass)) });
  return html`<span class="figure">${barView(success, tone)}<span>${text}</span></span>`;
};

const tallyText = ({ hass, localize }: OverviewContext, label: string, tally: Tally): string => {
  const language = localeOf(hass);
  const tokens = localize("agents.tokens", { count: compact(tokensOf(tally), language) });
  const spent = tally.money > 0 ? ` · ${money(tally.money, hass.config?.currency, language)}` : "";
  return `${label}: ${tokens}${spent}`;
};

const takenView = (context: OverviewContext, taken: Taken | undefined): Part => {
  if (taken === undefined || (taken.month.answers === 0 && taken.share === null)) {
    return nothing;
  }
  const { localize } = context;
  return html`${budgetView(context, taken)}
  ${taken.month.answers === 0
    ? nothing
    : html`<span class="taken"
        ><span>${tallyText(context, localize("agents.today"), taken.day)}</span>
        <span>${tallyText(context, localize("agents.month"), taken.month)}</span></span
      >`}`;
};

const agentView = (context: OverviewContext, state: Overview, agent: Agent): TemplateResult => {
  const { hass, localize } = context;
  const taken = state.usage?.agents.find((one) => one.agent_id === agent.agent_id);
  const waiting = waitingFor(state.approvals, agent.agent_id);
  return html`<li class="agent" data-agent=${agent.agent_id}>
    <span class="role">${roleIcon(agent.role)}</span>
    <div class="body">
      <span class="name" dir="auto">${agentName([agent], agent.agent_id, localize)}</span>
      <p class="meta">
        <span
          >${agent.last_status === null
            ? localize("agents.never")
            : localize("agents.decided", {
                status: localize(`decided.${agent.last_status}`),
                time: moment(agent.last_at ?? "", hass, context.now),
              })}</span
        >
        ${waiting === 0 ? nothing : html`<span class="waits">${localize("agents.waiting", { count: waiting })}</span>`}
      </p>
      <div class="figures">${successView(context, agent.success)} ${takenView(context, taken)}</div>
      ${failureView(localize, state.views[agent.agent_id]?.failure)}
    </div>
    ${autonomyView(context, state, agent)}
  </li>`;
};

const MARKS = { ready: ICONS.check, away: ICONS.cross, spent: ICONS.alert } as const;

const backendView = ({ localize }: OverviewContext, backend: Backend): TemplateResult => {
  const standing = standingOf(backend);
  return html`<li class="model">
    <span class="name" dir="auto">${backend.name}</span>
    ${backend.local ? html`<span class="meta">${localize("agents.model_local")}</span>` : nothing}
    <span class="mark ${standing}">${MARKS[standing]}${localize(`agents.model_${standing}`)}</span>
  </li>`;
};

const modelsView = (context: OverviewContext, { usage }: Overview): Part => {
  if (usage === null || (usage.backends.length === 0 && usage.total.month.answers === 0)) {
    return nothing;
  }
  const { localize } = context;
  return html`<div class="models">
    <h4 id="models">${localize("agents.models")}</h4>
    <ul aria-labelledby="models">
      ${usage.backends.map((backend) => backendView(context, backend))}
    </ul>
    ${usage.total.month.answers === 0 && usage.total.share === null
      ? nothing
      : html`<p class="total"><span>${localize("agents.all")}</span> ${takenView(context, usage.total)}</p>`}
  </div>`;
};

/** The agents, and the models that serve them. */
export const agentsView = (context: OverviewContext, state: Overview): TemplateResult => {
  const { localize } = context;
  return html`<section aria-labelledby="agents">
    <h3 id="agents">${localize("agents.title")}</h3>
    ${state.agents.length === 0
      ? html`<p class="none">${localize("agents.none")}</p>`
      : html`<ul class="rows">
          ${state.agents.map((agent) => agentView(context, state, agent))}
        </ul>`}
    ${modelsView(context, state)}
  </section>`;
};

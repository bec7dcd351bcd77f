/** The card `custom:llm-agents-overview-card`. */
import { LitElement, html, type PropertyValues, type TemplateResult } from "lit";
import { isAgent, type Raw } from "./model/config.js";
import { isMissing } from "./model/failure.js";
import { isNews, isRightToLeft, isThere, type HomeAssistant } from "./model/hass.js";
import { localizer, pageLanguage, type Localize } from "./model/localize.js";
import { checkOverview, overviewForm, OVERVIEW_TYPE, type OverviewConfig } from "./model/overview-config.js";
import { OverviewSession } from "./overview-session.js";
import { OVERVIEW_STYLES } from "./styles/index.js";
import { headView, noticeView } from "./views/card-view.js";
import { toggled } from "./views/context.js";
import type { OverviewActions, OverviewContext } from "./views/overview-context.js";
import { sectionsView } from "./views/overview-view.js";

const GRID = { columns: 12, min_columns: 6, rows: "auto", min_rows: 3 } as const;

/** Milliseconds between two looks at how long questions stay open. */
const TICK = 5000;

export class LlmAgentsOverviewCard extends LitElement {
  static override readonly styles = OVERVIEW_STYLES;
  static override readonly properties = {
    hass: { attribute: false },
    layout: { attribute: false },
    _unfolded: { state: true },
  };

  declare hass: HomeAssistant | undefined;
  /** How the dashboard lays the card out: `grid`, `panel`, or undefined in masonry. */
  declare layout: string | undefined;
  declare _unfolded: ReadonlySet<string>;

  readonly #session = new OverviewSession(this);
  #config: OverviewConfig | undefined;
  #localize: Localize = localizer(pageLanguage());
  #ticking: ReturnType<typeof setInterval> | undefined;
  /** Where the keyboard goes on when what it was on is gone. */
  #refocus: string | null = null;

  constructor() {
    super();
    this._unfolded = new Set();
  }

  static getConfigForm(): Raw {
    return overviewForm(localizer(pageLanguage()));
  }

  static getStubConfig(): Raw {
    return {};
  }

  setConfig(config: Raw): void {
    this.#config = checkOverview(config, localizer(this.hass?.language ?? pageLanguage()));
    this.requestUpdate();
  }

  getCardSize(): number {
    return 4 * (this.#config?.sections.length ?? 1);
  }

  getGridOptions(): Raw {
    return GRID;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
    this.#ticking = undefined;
  }

  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    const before = changed.get("hass");
    return changed.size !== 1 || before === undefined || this.hass === undefined || isNews(before, this.hass, this.#watched());
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("hass") && this.hass !== undefined) {
      this.#localize = localizer(this.hass.language);
    }
    this.#session.use(this.hass, this.#config);
    this.#retryWhenThere(changed);
  }

  protected override render(): TemplateResult {
    const [hass, config] = [this.hass, this.#config];
    if (hass === undefined || config === undefined) {
      return html``;
    }
    const localize = this.#localize;
    const state = this.#session.state;
    const connected = hass.connected && state.connected;
    const context: OverviewContext = {
      hass,
      localize,
      actions: this.#actions,
      now: new Date(),
      unfolded: this._unfolded,
      ready: connected,
    };
    const filled = this.layout === "grid" && config.fixedRows;
    return html`<ha-card>
      <div class="frame overview ${filled ? "filled" : ""}" dir=${isRightToLeft(hass) ? "rtl" : "ltr"} lang=${hass.language}>
        ${headView(config.title ?? localize("overview.title"))}
        ${noticeView("offline", connected ? null : localize("state.disconnected"))}
        ${sectionsView(context, state, config.sections, filled)}
      </div>
    </ha-card>`;
  }

  protected override updated(): void {
    const waits = this.isConnected && this.#session.state.approvals.length > 0;
    if (waits && this.#ticking === undefined) {
      this.#ticking = setInterval(() => this.requestUpdate(), TICK);
    } else if (!waits) {
      clearInterval(this.#ticking);
      this.#ticking = undefined;
    }
    this.#restoreFocus();
  }

  /** The entities that the card shows; while the integration does not answer, those by which it comes back. */
  #watched(): readonly string[] {
    const own = this.#session.state.agents.flatMap((agent) => agent.autonomy_entity_id ?? []);
    return this.#isMissing ? [...own, ...this.#conversations(this.hass)] : own;
  }

  #conversations(hass: HomeAssistant | undefined): readonly string[] {
    return hass === undefined ? [] : Object.keys(hass.entities ?? {}).filter((id) => isAgent(hass, id));
  }

  get #isMissing(): boolean {
    return isMissing(this.#session.state.failure);
  }

  /** Begin anew when an agent has come, for instance after a start of Home Assistant. */
  #retryWhenThere(changed: PropertyValues<this>): void {
    const anyThere = (hass: HomeAssistant | undefined): boolean =>
      this.#conversations(this.hass).some((id) => isThere(hass, id));
    if (changed.has("hass") && this.#isMissing && anyThere(this.hass) && !anyThere(changed.get("hass"))) {
      this.#session.retry();
    }
  }

  readonly #actions: OverviewActions = {
    answer: (approval, button, pin) => void this.#after(".told-place", this.#session.answer(approval, button, pin)),
    accept: (suggestion) => void this.#after(".told-place", this.#session.accept(suggestion)),
    dismiss: (suggestion) => void this.#after(".told-place", this.#session.dismiss(suggestion)),
    setAutonomy: (agent, level) => void this.#session.setAutonomy(agent, level),
    mode: (fact, mode) => {
      const row = `[data-fact="${CSS.escape(fact.fact_id)}"]`;
      const before = this.#session.state.views[fact.fact_id]?.mode ?? "forget";
      // What cannot be taken back is never the next thing that Enter does.
      this.#refocus = `${row} ${mode === null ? `[data-button=${before}]` : mode === "correct" ? ".sure input" : ".sure .pill:not(.grave)"}`;
      this.#session.dispatch({ type: "mode", id: fact.fact_id, mode });
    },
    correct: (fact, given) => void this.#after(".told-place", this.#session.correct(fact, given)),
    forget: (fact) => void this.#after(".told-place", this.#session.forget(fact)),
    search: (words) => this.#session.dispatch({ type: "search", words }),
    unfold: (id) => {
      this._unfolded = toggled(this._unfolded, id);
    },
    retry: () => this.#session.retry(),
  };

  async #after(selector: string, work: Promise<void>): Promise<void> {
    await work;
    this.#refocus = selector;
    this.requestUpdate();
  }

  #restoreFocus(): void {
    const wanted = this.#refocus;
    this.#refocus = null;
    if (wanted !== null && this.shadowRoot?.activeElement == null) {
      this.renderRoot.querySelector<HTMLElement>(wanted)?.focus({ preventScroll: true });
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    [OVERVIEW_TYPE]: LlmAgentsOverviewCard;
  }
}

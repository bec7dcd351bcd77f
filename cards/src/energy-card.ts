/** The card `custom:llm-agents-energy-card`. */
import { LitElement, html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { EnergySession } from "./energy-session.js";
import type { Override } from "./model/energy.js";
import { checkEnergy, energyForm, ENERGY_TYPE, type EnergyConfig } from "./model/energy-config.js";
import { isAgent, type Raw } from "./model/config.js";
import { isMissing } from "./model/failure.js";
import { isNews, isRightToLeft, isThere, type HomeAssistant } from "./model/hass.js";
import { localizer, pageLanguage, type Localize } from "./model/localize.js";
import { scaleOf, type Scale } from "./model/plot.js";
import { stepAt, timelineOf, type Timeline } from "./model/timeline.js";
import { ENERGY_STYLES } from "./styles/index.js";
import { headView, noticeView } from "./views/card-view.js";
import { toggled } from "./views/context.js";
import type { EnergyActions, EnergyContext } from "./views/energy-context.js";
import { GUTTER } from "./views/energy-picture.js";
import { energyEmptyView, energyLoadingView, planView } from "./views/energy-view.js";
import { failedView } from "./views/failure-view.js";
import { roleIcon } from "./views/icons.js";

const GRID = { columns: 12, min_columns: 6, rows: "auto", min_rows: 4 } as const;

/** Milliseconds after which the line of now is moved on. */
const TICK = 30_000;
/** Pixels of the picture before its place was measured, and the fewest that can show anything. */
const USUAL_WIDTH = 448;
const LEAST_WIDTH = 220;

export class LlmAgentsEnergyCard extends LitElement {
  static override readonly styles = ENERGY_STYLES;
  static override readonly properties = {
    hass: { attribute: false },
    layout: { attribute: false },
    _unfolded: { state: true },
    _looked: { state: true },
    _table: { state: true },
    _width: { state: true },
  };

  declare hass: HomeAssistant | undefined;
  /** How the dashboard lays the card out: `grid`, `panel`, or undefined in masonry. */
  declare layout: string | undefined;
  declare _unfolded: ReadonlySet<string>;
  /** The instant that a person looks at, null for now. */
  declare _looked: number | null;
  /** Whether a person chose the table or the picture; null as the card is configured. */
  declare _table: boolean | null;
  declare _width: number;

  readonly #session = new EnergySession(this);
  readonly #measure = new ResizeObserver(([entry]) => {
    this._width = Math.max(LEAST_WIDTH, Math.floor(entry?.contentRect.width ?? USUAL_WIDTH));
  });
  #config: EnergyConfig | undefined;
  #localize: Localize = localizer(pageLanguage());
  #ticking: ReturnType<typeof setInterval> | undefined;
  #measured: Element | null = null;

  constructor() {
    super();
    this._unfolded = new Set();
    this._looked = null;
    this._table = null;
    this._width = USUAL_WIDTH;
  }

  static getConfigForm(): Raw {
    return energyForm(localizer(pageLanguage()));
  }

  static getStubConfig(): Raw {
    return {};
  }

  setConfig(config: Raw): void {
    this.#config = checkEnergy(config, localizer(this.hass?.language ?? pageLanguage()));
    this.requestUpdate();
  }

  getCardSize(): number {
    return 10;
  }

  getGridOptions(): Raw {
    return GRID;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#ticking ??= setInterval(() => this.requestUpdate(), TICK);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.#ticking);
    this.#ticking = undefined;
    this.#measure.disconnect();
    this.#measured = null;
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
    const connected = hass.connected && this.#session.state.connected;
    const filled = this.layout === "grid" && config.fixedRows;
    return html`<ha-card>
      <div class="frame overview energy ${filled ? "filled" : ""}" dir=${isRightToLeft(hass) ? "rtl" : "ltr"} lang=${hass.language}>
        ${headView(config.title ?? localize("energy.title"), roleIcon("energy"))}
        ${noticeView("offline", connected ? null : localize("state.disconnected"))}
        <div
          class="sections"
          role=${filled ? "region" : nothing}
          aria-label=${filled ? localize("energy.title") : nothing}
          tabindex=${filled ? 0 : nothing}
          @pointermove=${this.#onPoint}
          @pointerdown=${this.#onPoint}
          @pointerleave=${this.#onLeave}
        >
          <div class="ruler"></div>
          ${this.#content(hass, config, connected)}
        </div>
      </div>
    </ha-card>`;
  }

  #content(hass: HomeAssistant, config: EnergyConfig, ready: boolean): TemplateResult {
    const localize = this.#localize;
    const { state } = this.#session;
    if (state.phase === "failed") {
      return failedView(localize, state.failure ?? { key: "load_energy" }, this.#actions.retry);
    }
    if (state.plan === null) {
      return energyLoadingView(localize);
    }
    if (state.plan.assets.length === 0 && state.plan.steps.length === 0 && state.plan.notices.length === 0) {
      return energyEmptyView(localize, hass);
    }
    const timeline = timelineOf(state.plan, Date.now() / 1000, config.pastHours, config.hours);
    const context: EnergyContext = {
      hass,
      localize,
      currency: state.plan.currency,
      state,
      plan: state.plan,
      timeline,
      x: this.#scale(timeline),
      looked: stepAt(timeline, this._looked ?? timeline.now),
      chosen: this._looked !== null,
      actions: this.#actions,
      unfolded: this._unfolded,
      ready,
      asTable: this._table ?? config.asTable,
      whatIf: config.whatIf,
    };
    this.#shown = context;
    return planView(context);
  }

  /** What is shown now, to find what a finger points at. */
  #shown: EnergyContext | undefined;

  #scale({ edges }: Timeline): Scale {
    return scaleOf(edges[0] ?? 0, edges.at(-1) ?? 1, GUTTER, this._width);
  }

  protected override updated(): void {
    const ruler = this.renderRoot.querySelector(".ruler");
    if (ruler !== null && ruler !== this.#measured) {
      this.#measure.disconnect();
      this.#measure.observe(ruler);
      this.#measured = ruler;
    }
  }

  /** Look at the time that the pointer is over. */
  readonly #onPoint = (event: PointerEvent): void => {
    const plot = event.composedPath().find((target): target is SVGSVGElement => target instanceof SVGSVGElement && target.classList.contains("plot"));
    const context = this.#shown;
    if (plot === undefined || context === undefined || (event.type === "pointermove" && event.pointerType !== "mouse" && event.buttons === 0)) {
      return;
    }
    const { x } = context;
    const at = event.clientX - plot.getBoundingClientRect().left;
    const share = (at - GUTTER) / Math.max(1, this._width - GUTTER);
    this._looked = x.low + Math.min(1, Math.max(0, share)) * (x.high - x.low);
  };

  readonly #onLeave = (event: PointerEvent): void => {
    if (event.pointerType === "mouse") {
      this._looked = null;
    }
  };

  /** While the integration does not answer, the entities by which it comes back. */
  #watched(): readonly string[] {
    return isMissing(this.#session.state.failure) ? this.#conversations(this.hass) : [];
  }

  #conversations(hass: HomeAssistant | undefined): readonly string[] {
    return hass === undefined ? [] : Object.keys(hass.entities ?? {}).filter((id) => isAgent(hass, id));
  }

  /** Begin anew when an agent has come, for instance after a start of Home Assistant. */
  #retryWhenThere(changed: PropertyValues<this>): void {
    const anyThere = (hass: HomeAssistant | undefined): boolean =>
      this.#conversations(this.hass).some((id) => isThere(hass, id));
    if (changed.has("hass") && isMissing(this.#session.state.failure) && anyThere(this.hass) && !anyThere(changed.get("hass"))) {
      this.#session.retry();
    }
  }

  readonly #actions: EnergyActions = {
    override: (wanted) => void this.#override(wanted),
    ask: (question) => void this.#session.ask(question),
    look: (instant) => {
      this._looked = instant;
    },
    unfold: (id) => {
      this._unfolded = toggled(this._unfolded, id);
    },
    showTable: (shown) => {
      this._table = shown;
    },
    retry: () => this.#session.retry(),
  };

  /** Tell what came of it, and go on with the keyboard where it was. */
  async #override(wanted: Override): Promise<void> {
    await this.#session.override(wanted);
    await this.updateComplete;
    if (this.shadowRoot?.activeElement == null) {
      this.renderRoot.querySelector<HTMLElement>(`[data-asset="${CSS.escape(wanted.assetId)}"] .asset-head`)?.focus({ preventScroll: true });
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    [ENERGY_TYPE]: LlmAgentsEnergyCard;
  }
}

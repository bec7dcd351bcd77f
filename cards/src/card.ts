/** The card `custom:llm-agents-card`. */
import { LitElement, html, type PropertyValues, type TemplateResult } from "lit";
import { ORCHESTRATOR } from "./model/agent.js";
import { CARD_TYPE, DEFAULT_AGENT, checkConfig, configForm, isAgent, type CardConfig, type Raw } from "./model/config.js";
import type { Press } from "./model/conversation.js";
import { isMissing } from "./model/failure.js";
import { isNews, isRightToLeft, isThere, type HomeAssistant } from "./model/hass.js";
import { localizer, pageLanguage, type Localize } from "./model/localize.js";
import type { Turn } from "./model/turn.js";
import { Session } from "./session.js";
import { TALK_STYLES } from "./styles/index.js";
import { composerView, headView, logView, newestView, noticeView } from "./views/card-view.js";
import { toggled, type Actions, type Context } from "./views/context.js";

/** Pixels from the end within which the conversation follows what is new. */
const NEAR_END = 64;
/** Rows of the dashboard's grid, and the columns below which it gets cramped. */
const GRID = { rows: 9, min_rows: 5, columns: 12, min_columns: 6 } as const;

export class LlmAgentsCard extends LitElement {
  static override readonly styles = TALK_STYLES;
  static override readonly properties = {
    hass: { attribute: false },
    layout: { attribute: false },
    _draft: { state: true },
    _unfolded: { state: true },
    _away: { state: true },
  };

  declare hass: HomeAssistant | undefined;
  /** How the dashboard lays the card out: `grid`, `panel`, or undefined in masonry. */
  declare layout: string | undefined;
  declare _draft: string;
  declare _unfolded: ReadonlySet<string>;
  /** Whether the person has scrolled away from the newest turn. */
  declare _away: boolean;

  readonly #session = new Session(this);
  /** In another size the conversation still ends at its newest turn. */
  readonly #size = new ResizeObserver(() => this.requestUpdate());
  #config: CardConfig | undefined;
  #localize: Localize = localizer(pageLanguage());
  /** Distance from the end that an update has to keep, so that earlier turns do not push the view. */
  #fromEnd: number | null = null;
  #oldest: string | undefined;
  #refocus: { readonly turnId: string; readonly field: boolean } | null = null;

  constructor() {
    super();
    this._draft = "";
    this._unfolded = new Set();
    this._away = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
  }

  static getConfigForm(): Raw {
    return configForm(localizer(pageLanguage()));
  }

  static getStubConfig(hass: HomeAssistant): Raw {
    return { agent: Object.keys(hass.states).find((id) => isAgent(hass, id)) ?? DEFAULT_AGENT };
  }

  setConfig(config: Raw): void {
    this.#config = checkConfig(config, localizer(this.hass?.language ?? pageLanguage()));
    this.requestUpdate();
  }

  getCardSize(): number {
    return GRID.rows;
  }

  getGridOptions(): Raw {
    return GRID;
  }

  protected override shouldUpdate(changed: PropertyValues<this>): boolean {
    const before = changed.get("hass");
    const agents = [this.#config?.agent ?? ""];
    return changed.size !== 1 || before === undefined || this.hass === undefined || isNews(before, this.hass, agents);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has("hass") && this.hass !== undefined) {
      this.#localize = localizer(this.hass.language);
    }
    this.#session.use(this.hass, this.#config);
    this.#retryWhenThere(changed);
    const oldest = this.#session.state.turns[0]?.turn_id;
    const log = this.#log;
    if (this.#oldest !== undefined && oldest !== this.#oldest && log !== null) {
      this.#fromEnd = log.scrollHeight - log.scrollTop;
    }
    this.#oldest = oldest;
  }

  protected override render(): TemplateResult {
    const [hass, config] = [this.hass, this.#config];
    if (hass === undefined || config === undefined) {
      return html``;
    }
    const localize = this.#localize;
    const state = this.#session.state;
    const notice = this.#notice(hass, config);
    const context: Context = {
      hass,
      localize,
      actions: this.#actions,
      agents: state.agents,
      agentId: state.agents.find((agent) => agent.entity_id === config.agent)?.agent_id ?? ORCHESTRATOR,
      unfolded: this._unfolded,
      ready: notice === null && state.pending === null && !this.#isMissing,
    };
    const style = config.height === null ? "" : `--log-height: ${config.height}px`;
    return html`<ha-card>
      <div class="frame ${this.#sizing(config)}" style=${style} dir=${isRightToLeft(hass) ? "rtl" : "ltr"} lang=${hass.language}>
        ${headView(config.title ?? localize("card.title"))}
        ${noticeView(state.connected && hass.connected ? "alert" : "offline", notice)}
        <div class="log-place">
          ${logView(context, state, this.#onScroll)} ${newestView(context, this._away, this.#toNewest)}
        </div>
        ${composerView(context, {
          draft: this._draft,
          waiting: state.pending !== null,
          write: (draft) => {
            this._draft = draft;
          },
          send: () => this.#send(context.ready),
          stop: () => this.#session.stop(),
        })}
      </div>
    </ha-card>`;
  }

  protected override updated(): void {
    const log = this.#log;
    if (log !== null && this.#fromEnd !== null) {
      log.scrollTop = log.scrollHeight - this.#fromEnd;
      this.#fromEnd = null;
    } else if (log !== null && !this._away) {
      // A conversation is read from its end, everything else from its beginning.
      log.scrollTop = log.querySelector(".turn") === null ? 0 : log.scrollHeight;
    }
    this.#restoreFocus();
  }

  get #log(): HTMLElement | null {
    return this.shadowRoot?.querySelector<HTMLElement>(".log") ?? null;
  }

  get #field(): HTMLTextAreaElement | null {
    return this.shadowRoot?.querySelector("textarea") ?? null;
  }

  /** Begin anew when the agent has come, for instance after a start of Home Assistant. */
  #retryWhenThere(changed: PropertyValues<this>): void {
    const agent = this.#config?.agent ?? "";
    if (changed.has("hass") && this.#isMissing && isThere(this.hass, agent) && !isThere(changed.get("hass"), agent)) {
      this.#session.retry();
    }
  }

  /** What decides the height: the configuration, the page, the dashboard's rows, or the conversation itself. */
  #sizing(config: CardConfig): string {
    if (config.height !== null) {
      return "fixed";
    }
    if (this.layout === "panel") {
      return "page";
    }
    return this.layout === "grid" && config.fixedRows ? "filled" : "free";
  }

  #notice(hass: HomeAssistant, config: CardConfig): string | null {
    const agent = hass.states[config.agent];
    if (!hass.connected || !this.#session.state.connected) {
      return this.#localize("state.disconnected");
    }
    if (agent === undefined) {
      return this.#localize("error.unknown_agent", { agent: config.agent });
    }
    return agent.state === "unavailable" ? this.#localize("error.unavailable") : null;
  }

  get #isMissing(): boolean {
    return isMissing(this.#session.state.failure);
  }

  #send(ready: boolean): void {
    const words = this._draft.trim();
    if (ready && words !== "") {
      this._draft = "";
      this.#say(words);
    }
  }

  #say(words: string, conversationId?: string): void {
    this._away = false;
    void this.#session.say(words, conversationId);
    this.#field?.focus({ preventScroll: true });
  }

  readonly #actions: Actions = {
    say: (words, conversationId) => this.#say(words, conversationId),
    press: (turn, button, pin) => void this.#press(turn, button, pin),
    unfold: (id) => {
      this._unfolded = toggled(this._unfolded, id);
    },
    showEarlier: () => void this.#showEarlier(),
    retry: () => this.#session.retry(),
  };

  async #press(turn: Turn, button: Press, pin?: string): Promise<void> {
    const focused = this.shadowRoot?.activeElement?.closest("[data-turn]");
    await this.#session.press(turn, button, pin);
    // The button is gone when it did its work: keep the keyboard where the person was.
    if (button !== "explain" && focused instanceof HTMLElement) {
      this.#refocus = { turnId: turn.turn_id, field: button !== "undo" };
      this.requestUpdate();
    }
  }

  #restoreFocus(): void {
    const wanted = this.#refocus;
    this.#refocus = null;
    if (wanted === null || this.shadowRoot?.activeElement != null) {
      return;
    }
    const turn = this.renderRoot.querySelector<HTMLElement>(`[data-turn="${CSS.escape(wanted.turnId)}"]`);
    (wanted.field ? this.#field : turn)?.focus({ preventScroll: true });
  }

  async #showEarlier(): Promise<void> {
    this._away = true;
    await this.#session.showEarlier();
    await this.updateComplete;
    if (this.shadowRoot?.activeElement == null) {
      this.#log?.focus({ preventScroll: true });
    }
  }

  readonly #onScroll = (): void => {
    const log = this.#log;
    if (log !== null) {
      this._away = log.scrollHeight - log.scrollTop - log.clientHeight > NEAR_END;
    }
  };

  readonly #toNewest = (): void => {
    this._away = false;
    this.#log?.focus({ preventScroll: true });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    [CARD_TYPE]: LlmAgentsCard;
  }
}

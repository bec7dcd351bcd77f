/** Yes and no to a question that waits, with the PIN where the yes needs one. */
import { html, nothing, type TemplateResult } from "lit";
import { PIN_LENGTH, PIN_PATTERN } from "../model/approval.js";
import type { Localize } from "../model/localize.js";
import { ICONS } from "./icons.js";

export interface Decision {
  /** Unique in the card, for the field's name and hint. */
  readonly id: string;
  readonly question: string;
  readonly pin: boolean;
  readonly disabled: boolean;
  approve(pin?: string): void;
  reject(): void;
}

const noView = (localize: Localize, { question, disabled, reject }: Decision): TemplateResult =>
  html`<button
    class="pill"
    type="button"
    aria-label=${localize("turn.no_label", { question })}
    ?disabled=${disabled}
    @click=${() => reject()}
  >
    ${ICONS.cross}${localize("turn.no")}
  </button>`;

const yesView = (localize: Localize, { question, disabled, pin, approve }: Decision): TemplateResult =>
  html`<button
    class="pill strong"
    type=${pin ? "submit" : "button"}
    aria-label=${localize("turn.yes_label", { question })}
    ?disabled=${disabled}
    @click=${pin ? nothing : () => approve()}
  >
    ${ICONS.check}${localize("turn.yes")}
  </button>`;

/** The field is read once, when it is sent, and emptied then: a PIN is in no state of the card. */
const pinView = (localize: Localize, decision: Decision): TemplateResult => {
  const { id, question, disabled, approve } = decision;
  const hint = localize("approval.pin_hint");
  const check = (field: HTMLInputElement): boolean => {
    field.setCustomValidity("");
    field.setCustomValidity(field.checkValidity() ? "" : hint);
    return field.reportValidity();
  };
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const field = (event.currentTarget as HTMLFormElement).querySelector("input");
    if (field !== null && check(field)) {
      const pin = field.value;
      field.value = "";
      approve(pin);
    }
  };
  return html`<form class="pin" novalidate @submit=${onSubmit}>
    <label for="pin-${id}">${localize("approval.pin_wanted")}</label>
    <div class="buttons">
      <input
        id="pin-${id}"
        class="field"
        type="password"
        inputmode="numeric"
        autocomplete="off"
        data-1p-ignore
        data-lpignore="true"
        required
        pattern=${PIN_PATTERN}
        maxlength=${PIN_LENGTH}
        placeholder=${localize("approval.pin")}
        aria-label=${localize("approval.pin_label", { question })}
        title=${hint}
        ?disabled=${disabled}
        @input=${(event: InputEvent) => (event.target as HTMLInputElement).setCustomValidity("")}
      />
      ${yesView(localize, decision)} ${noView(localize, decision)}
    </div>
  </form>`;
};

/** The buttons of a question. */
export const decisionView = (localize: Localize, decision: Decision): TemplateResult =>
  decision.pin
    ? pinView(localize, decision)
    : html`<div class="buttons">${yesView(localize, decision)} ${noView(localize, decision)}</div>`;

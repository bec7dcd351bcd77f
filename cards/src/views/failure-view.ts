/** What went wrong, in words: beside the thing itself, or in the place of everything that could not be loaded. */
import { html, nothing, type TemplateResult } from "lit";
import type { Failure } from "../model/failure.js";
import type { Localize } from "../model/localize.js";
import { ICONS } from "./icons.js";

const textOf = (localize: Localize, { key, message }: Failure): string =>
  localize(`error.${key}`, message === undefined ? {} : { message });

/** What went wrong with one thing, read out at once. */
export const failureView = (localize: Localize, failure: Failure | undefined): TemplateResult | typeof nothing =>
  failure === undefined
    ? nothing
    : html`<p class="failure" role="alert">${ICONS.alert}<span>${textOf(localize, failure)}</span></p>`;

/** What went wrong with a sentence, where it is read out as a part of the conversation. */
export const unheardView = (localize: Localize, failure: Failure): TemplateResult =>
  html`<p class="failure">${ICONS.alert}<span>${textOf(localize, failure)}</span></p>`;

/** Nothing could be loaded, and a way to try again. */
export const failedView = (localize: Localize, failure: Failure, retry: () => void): TemplateResult =>
  html`<div class="empty">
    ${unheardView(localize, failure)}
    <button class="pill" type="button" @click=${retry}>${localize("state.retry")}</button>
  </div>`;

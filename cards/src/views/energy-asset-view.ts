/** One asset: what it does and holds, its part of the picture, why, and how to set it by hand. */
import { html, nothing, type TemplateResult } from "lit";
import { LENGTHS, takesPower, type EnergyAsset } from "../model/energy.js";
import { amount, clock, doing, level, modeWords } from "../model/energy-text.js";
import { localeOf } from "../model/hass.js";
import { period } from "../model/text.js";
import { stepAt, type Track } from "../model/timeline.js";
import type { EnergyContext } from "./energy-context.js";
import { trackPlot } from "./energy-picture.js";
import { failureView } from "./failure-view.js";
import { ICONS, kindIcon } from "./icons.js";

type Part = TemplateResult | typeof nothing;

/** The figures of an asset at a step, or as it is now where that is looked at. */
export const assetAt = (context: EnergyContext, { asset, power, level: levels }: Track, step: number): string => {
  const planned = levels?.[step] ?? null;
  const held = context.chosen ? planned : (asset.level_now ?? planned);
  const does = asset.power.length === 0 ? context.localize("energy.nothing") : doing(context, power[step] ?? null);
  return [...(held === null ? [] : [level(context, asset, held)]), does].join(" · ");
};

const stateView = (context: EnergyContext, { asset, power }: Track): TemplateResult => {
  const { localize, timeline } = context;
  const mode = asset.override ?? asset.mode;
  const until = asset.until === null || mode === null ? null : localize("energy.until", { time: clock(context, asset.until, timeline.now) });
  return html`<span class="meta">
    ${mode === null ? nothing : html`<span>${modeWords(localize, asset, mode, power[stepAt(timeline, timeline.now)] ?? null)}</span>`}
    ${until === null ? nothing : html`<span>${until}</span>`}
    ${asset.override === null ? nothing : html`<span class="by-hand">${ICONS.person}${localize("energy.by_hand")}</span>`}
  </span>`;
};

const fieldsView = (context: EnergyContext, asset: EnergyAsset): TemplateResult => {
  const { hass, localize } = context;
  const most = Math.max(1, ...asset.power.map((value) => Math.abs(value ?? 0)));
  return html`<div class="set-fields">
    <label>
      <span>${localize("energy.mode_label")}</span>
      <select class="field" name="mode">
        ${asset.modes.map(
          (mode) => html`<option value=${mode} ?selected=${mode === (asset.override ?? asset.mode)}>${modeWords(localize, asset, mode)}</option>`,
        )}
      </select>
    </label>
    <label>
      <span>${localize("energy.for_label")}</span>
      <select class="field" name="minutes">
        ${LENGTHS.map(
          (minutes) => html`<option value=${minutes} ?selected=${minutes === 120}>${period(minutes * 60_000, localeOf(hass))}</option>`,
        )}
      </select>
    </label>
    ${asset.modes.some(takesPower)
      ? html`<label class="power">
          <span>${localize("energy.power_label")}</span>
          <input class="field" name="power" type="number" inputmode="decimal" min="0" max="100" step="any" placeholder=${most.toFixed(1)} />
        </label>`
      : nothing}
  </div>`;
};

/** Set it by hand; the fields are read when they are sent. */
const setView = (context: EnergyContext, asset: EnergyAsset): Part => {
  const { localize, actions, ready, state } = context;
  if (asset.modes.length === 0) {
    return nothing;
  }
  const disabled = !ready || state.busy !== null;
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const mode = String(form.get("mode"));
    const power = Number(form.get("power") ?? 0);
    const given = takesPower(mode) && power > 0 ? { power } : {};
    actions.override({ assetId: asset.id, mode, minutes: Number(form.get("minutes")), ...given });
  };
  const name = asset.name;
  return html`<form class="set" @submit=${onSubmit}>
    <fieldset ?disabled=${disabled}>
      <legend>${localize("energy.set_title", { name })}</legend>
      ${fieldsView(context, asset)}
      <div class="buttons">
        <button class="pill strong" type="submit" aria-label=${localize("energy.set_label", { name })}>${ICONS.check}${localize("energy.set")}</button>
        ${asset.override === null
          ? nothing
          : html`<button
              class="pill"
              type="button"
              data-button="automatic"
              aria-label=${localize("energy.automatic_label", { name })}
              @click=${() => actions.override({ assetId: asset.id, mode: null, minutes: 0 })}
            >
              ${ICONS.undo}${localize("energy.automatic")}
            </button>`}
      </div>
    </fieldset>
  </form>`;
};

const savedView = ({ localize, plan, ...speech }: EnergyContext, { saving }: EnergyAsset): Part => {
  const { currency, dry_run: tried } = plan.saving;
  const { today, total } = saving;
  return today === null || total === null
    ? nothing
    : html`<p class="hint">
        ${localize(tried ? "energy.would_save" : "energy.saves", {
          today: amount({ ...speech, localize, currency }, today),
          total: amount({ ...speech, localize, currency }, total),
        })}
      </p>`;
};

const detailView = (context: EnergyContext, asset: EnergyAsset, id: string, open: boolean): TemplateResult => {
  const { state } = context;
  return html`<div class="detail" id=${id} ?hidden=${!open}>
    ${open
      ? html`${asset.reason === "" ? nothing : html`<p class="reason" dir="auto">${asset.reason}</p>`} ${savedView(context, asset)} ${setView(context, asset)}
        ${failureView(context.localize, state.refused?.assetId === asset.id ? state.refused.failure : undefined)}`
      : nothing}
  </div>`;
};

/** An asset with its part of the picture; unfolded, why it does so and how to set it. */
export const assetView = (context: EnergyContext, track: Track, picture: boolean): TemplateResult => {
  const { unfolded, actions, looked } = context;
  const { asset } = track;
  const id = `asset-${asset.id}`;
  const open = unfolded.has(id);
  return html`<li class="asset" data-asset=${asset.id}>
    <button class="asset-head" type="button" aria-expanded=${open} aria-controls=${id} @click=${() => actions.unfold(id)}>
      <span class="role">${kindIcon(asset.kind)}</span>
      <span class="what">
        <span class="name" dir="auto">${asset.name}</span>
        ${stateView(context, track)}
      </span>
      <span class="figure">${assetAt(context, track, looked)}</span>
      ${ICONS.chevron}
    </button>
    ${picture ? html`<div class="plots" dir="ltr">${trackPlot(context, track)}</div>` : nothing} ${detailView(context, asset, id, open)}
  </li>`;
};

/** A plan of a home's energy to show, as the websocket sends it. */
import type { EnergyAsset, EnergyPlan } from "../../src/model/energy.js";

const QUARTER = 900;

/** Half past two in the afternoon, three hours into the day that is shown. */
const start = (now: number): number => Math.floor(now / QUARTER) * QUARTER;

const bell = (hour: number, centre: number, width: number): number => Math.exp(-(((hour - centre) / width) ** 2));

const hourOf = (seconds: number): number => new Date(seconds * 1000).getHours() + new Date(seconds * 1000).getMinutes() / 60;

const priceAt = (at: number): number => Number((0.2 + 0.1 * bell(hourOf(at), 8, 2) + 0.16 * bell(hourOf(at), 19, 2.2) - 0.13 * bell(hourOf(at), 13, 2.5)).toFixed(4));

const sunAt = (at: number): number => Number((4.6 * Math.max(0, bell(hourOf(at), 13, 2.8) - 0.06)).toFixed(3));

const loadAt = (at: number): number => Number((0.45 + 0.9 * bell(hourOf(at), 7.5, 1.2) + 1.3 * bell(hourOf(at), 19, 1.8)).toFixed(3));

/** An asset with what matters to a test. */
export const assetOf = (parts: Partial<EnergyAsset> & { readonly power: EnergyAsset["power"] }): EnergyAsset => ({
  id: "battery",
  name: "Home battery",
  kind: "battery",
  level: null,
  level_now: null,
  level_unit: null,
  low: null,
  high: null,
  mode: null,
  until: null,
  override: null,
  modes: [],
  reason: "",
  saving: { today: null, total: null },
  ...parts,
});

const sums = (from: number, powers: readonly number[], perHour: number): readonly number[] =>
  powers.reduce<number[]>((levels, power) => [...levels, Math.min(100, Math.max(5, (levels.at(-1) ?? 0) + power * perHour))], [from]);

/** The plan of a home with everything, made at `now` in seconds. */
export const planOf = (parts: Partial<EnergyPlan> = {}, now = Date.now() / 1000): EnergyPlan => {
  const first = start(now);
  const steps = [...Array.from({ length: 49 }, (_, index) => first + index * QUARTER), ...Array.from({ length: 24 }, (_, index) => first + 13 * 3600 + index * 3600)];
  const starts = steps.slice(0, -1);
  const lengths = starts.map((at, index) => ((steps[index + 1] ?? at) - at) / 3600);
  const pastAt = Array.from({ length: 25 }, (_, index) => first - (24 - index) * QUARTER);
  const pasts = pastAt.slice(0, -1);
  const prices = starts.map(priceAt);
  const battery = starts.map((at) => (priceAt(at) < 0.15 ? 2.4 : priceAt(at) > 0.3 ? -1.8 : 0));
  const car = starts.map((at) => (hourOf(at) >= 1 && hourOf(at) < 4 ? 7.2 : 0));
  const heat = starts.map((at) => 0.6 + 0.5 * bell(hourOf(at), 13, 3));
  const tank = starts.map((at) => (hourOf(at) >= 12 && hourOf(at) < 14 ? 0.56 : 0));
  const dishes = starts.map((at) => (hourOf(at) >= 13 && hourOf(at) < 15 ? 0.9 : 0));
  const load = starts.map(loadAt);
  const pv = starts.map(sunAt);
  const grid = starts.map((_, index) => (load[index] ?? 0) - (pv[index] ?? 0) + [battery, car, heat, tank, dishes].reduce((sum, powers) => sum + (powers[index] ?? 0), 0));
  const modes = ["self_consume", "hold", "hold_charge", "charge", "export"];
  return {
    made_at: now - 60,
    now,
    currency: "EUR",
    autonomy: "act",
    status: "ok",
    notices: [],
    steps,
    import_price: prices,
    export_price: starts.map(() => 0.08),
    marginal_price: prices,
    load,
    pv,
    grid,
    outdoor: starts.map((at) => 6 + 5 * bell(hourOf(at), 14, 4)),
    cost: 4.37,
    baseline_cost: 6.81,
    unmet: [],
    assets: [
      assetOf({
        power: battery,
        level: sums(46, battery.map((power, index) => power * (lengths[index] ?? 0)), 10),
        level_unit: "%",
        low: starts.map(() => 10),
        high: starts.map(() => 100),
        mode: "self_consume",
        until: first + 2 * 3600,
        modes,
        level_now: 46.2,
        saving: { today: 0.9, total: 51.3 },
        reason: "It feeds the home until 22:30, because a kilowatt-hour from the grid costs 14 ct more than later.",
      }),
      assetOf({
        id: "car",
        name: "Car",
        kind: "vehicle",
        power: car,
        level: sums(54, car.map((power, index) => power * (lengths[index] ?? 0)), 1.6),
        level_unit: "%",
        mode: "off",
        until: first + 10 * 3600,
        modes: ["on", "off", "solar"],
        reason: "Charging waits until 01:00, because it is 9 ct cheaper; later would miss your 07:00.",
      }),
      assetOf({
        id: "heat",
        name: "Heat pump",
        kind: "zone",
        power: heat,
        level: [...starts.map((at) => 20.6 + 0.7 * bell(hourOf(at), 15, 3)), 20.6],
        level_unit: "°C",
        low: starts.map((at) => (hourOf(at) >= 6 && hourOf(at) < 22 ? 20 : 18.5)),
        high: starts.map(() => 22.5),
        mode: "on",
        until: first + 3600,
        modes: ["on", "off"],
        reason: "It heats while the sun shines.",
      }),
      assetOf({ id: "tank", name: "Hot water", kind: "water_heater", power: tank, level: [...starts.map((at) => 48 + 6 * bell(hourOf(at), 14, 4)), 47], level_unit: "°C", mode: "off", modes: ["on", "off"] }),
      assetOf({ id: "dishes", name: "Dishwasher", kind: "appliance", power: dishes, mode: "off", until: first + 5 * 3600, modes: ["on", "off"], reason: "It runs when the sun is strongest." }),
    ],
    past: {
      at: pastAt,
      import_price: pasts.map(priceAt),
      load: pasts.map((at) => loadAt(at) * 1.1),
      pv: pasts.map((at) => sunAt(at) * 0.8),
      grid: pasts.map((at) => loadAt(at) * 1.1 - sunAt(at) * 0.8),
      assets: {
        battery: { power: pasts.map(() => 0.4), level: pasts.map((_, index) => 40 + index * 0.25) },
        heat: { power: pasts.map(() => 0.8), level: pasts.map((_, index) => 20.2 + index * 0.02) },
        car: { power: pasts.map(() => 0), level: pasts.map((_, index) => (index < 8 ? null : 54)) },
      },
    },
    saving: { today: 1.84, total: 96.2, currency: "EUR", since: now - 40 * 86_400, dry_run: false },
    forecast_error: { load: { mae: 0.21, unit: "kW" }, pv: { mae: 0.34, unit: "kW" }, outdoor: { mae: 1.2, unit: "°C" } },
    ...parts,
  };
};

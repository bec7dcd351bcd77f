// Looks at the plan on a real dashboard, sets the battery by hand for a while, and gives it back.
import { readOptions, visit } from "./dashboard.mjs";

const USAGE = `node e2e/energy.mjs --url URL --token TOKEN [options]
  --path /demo-home/energy              the dashboard with the card
  --asset "Home battery"                what is set by hand, and given back
  --entity select.home_battery_mode     what follows it
  --mode hold                           the mode it is set to
  --option hold                         what the entity then is
  --out FOLDER                          where screenshots go; none are made without it
  --dark                                in the dark theme
  --width 1280                          pixels of the window
  --timeout SECONDS                     how long each step may take (60)`;

const { url, token, path, asset, entity, mode, option, out, dark, width, timeout } = readOptions(USAGE, {
  path: { type: "string", default: "/demo-home/energy" },
  asset: { type: "string", default: "Home battery" },
  entity: { type: "string", default: "select.home_battery_mode" },
  mode: { type: "string", default: "hold" },
  option: { type: "string", default: "hold" },
  dark: { type: "boolean", default: false },
  width: { type: "string", default: "1280" },
});

const result = { figures: "", devices: [], rows: 0, overridden: false, back: false, violations: [], pictures: [], errors: [] };
const name = `energy-${width}-${dark ? "dark" : "light"}`;

/** Look at the card as axe and as a person would. */
const look = async (dashboard, what) => {
  result.violations.push(...(await dashboard.violations()));
  await dashboard.photograph(`${name}-${what}`);
};

/** Read what the card tells of the plan. */
const read = async (dashboard) => {
  const { card } = dashboard;
  await card.locator(".plot.prices .bar-price").first().waitFor();
  result.figures = await card.locator(".figures").innerText();
  result.devices = await card.locator(".asset .name").allInnerTexts();
  await look(dashboard, "plan");
};

/** The same as a table. */
const tabulate = async (dashboard) => {
  const button = dashboard.card.locator(".view-switch button");
  await button.click();
  result.rows = await dashboard.card.locator("tbody tr").count();
  await look(dashboard, "table");
  await button.click();
};

/** Set the asset by hand, see its device follow, and give it back. */
const override = async (dashboard) => {
  const row = dashboard.card.locator(".asset").filter({ hasText: asset });
  await row.locator(".asset-head").click();
  await row.locator("[name=mode]").selectOption(mode);
  await row.locator("[name=minutes]").selectOption("30");
  await row.locator("[type=submit]").click();
  await row.locator(".by-hand").waitFor();
  await dashboard.until(entity, option);
  result.overridden = true;
  await look(dashboard, "by-hand");
  await row.locator("[data-button=automatic]").click();
  await row.locator(".by-hand").waitFor({ state: "detached" });
  result.back = true;
};

await visit(
  {
    url,
    token,
    path,
    element: "llm-agents-energy-card",
    ready: ".asset",
    timeout,
    out,
    colorScheme: dark ? "dark" : "light",
    width: Number(width),
    height: 1600,
  },
  result,
  [read, tabulate, override],
  () => result.rows > 0 && result.overridden && result.back,
);

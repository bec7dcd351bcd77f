/** Keyboard, fingers, and what a person asked of their system. */
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { Chromium } from "../harness/browser.js";
import { turn, turnOf } from "../harness/turns.js";

/** Pixels of the smallest target that WCAG 2.2 AA allows, and of the one we aim at. */
const LEAST = 24;
const AIM = 44;

let chromium: Chromium;
beforeAll(async () => {
  chromium = await Chromium.start();
});
afterAll(() => chromium.stop());
afterEach(() => chromium.page.emulateMedia({ reducedMotion: null, forcedColors: null, contrast: null }));

/** The name of what has the focus, and whether that is seen. */
const focused = (): Promise<{ readonly name: string; readonly seen: boolean }> =>
  chromium.card.evaluate((card) => {
    const element = card.shadowRoot?.activeElement;
    if (!(element instanceof HTMLElement)) {
      return { name: "", seen: false };
    }
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    const name = element.getAttribute("aria-label") ?? element.innerText.trim();
    return { name, seen: outlineStyle !== "none" && parseFloat(outlineWidth) >= 1 };
  });

test("axe would find a fault", async () => {
  await chromium.show({ turns: [turn("kitchen", "en")] });
  await chromium.card.getByRole("textbox").evaluate((field) => {
    field.removeAttribute("aria-label");
    field.removeAttribute("placeholder");
  });
  expect(await chromium.violations()).toEqual([expect.stringContaining("label")]);
});

test("the keyboard reaches everything in the order of reading, and the focus is seen", async () => {
  await chromium.show({ turns: [turn("kitchen", "en"), turn("unlock", "en")] });
  await chromium.card.getByRole("article").nth(1).waitFor();
  await chromium.card.getByRole("textbox").fill("Good night");
  await chromium.page.locator("main").evaluate((main) => {
    main.tabIndex = -1;
    main.focus();
  });
  const walk: { readonly name: string; readonly seen: boolean }[] = [];
  for (let step = 0; step < 8; step += 1) {
    await chromium.page.keyboard.press("Tab");
    walk.push(await focused());
  }
  expect(walk).toEqual(
    [
      "Conversation",
      "Why? About: Turn on the kitchen light at 40 %",
      "Undo: Turn on the kitchen light at 40 %",
      "Yes, to: Shall I unlock the front door?",
      "No, to: Shall I unlock the front door?",
      "Why? About: Unlock the front door",
      "What should happen?",
      "Send",
    ].map((name) => ({ name, seen: true })),
  );
});

test("what can be pressed is large enough", async () => {
  await chromium.show({
    width: 296,
    turns: [turn("everything", "en"), turn("which", "en", { answer: "A very long answer. ".repeat(60) }), turn("unlock", "en")],
  });
  await chromium.card.getByRole("article").nth(2).waitFor();
  const sizes = await chromium.card.locator("button").evaluateAll((buttons) =>
    buttons.map((button) => {
      const { width, height } = button.getBoundingClientRect();
      const reach = parseFloat(getComputedStyle(button, "::after").height) || 0;
      return { kind: button.className, width, height: Math.max(height, reach) };
    }),
  );
  expect(sizes.length).toBeGreaterThan(6);
  for (const { kind, width, height } of sizes) {
    expect(width, kind).toBeGreaterThanOrEqual(AIM);
    expect(height, kind).toBeGreaterThanOrEqual(kind.includes("link") ? LEAST : AIM);
  }
});

test("nothing moves for those who asked for that", async () => {
  const moving = (): Promise<number> =>
    chromium.card.evaluate((card) => card.shadowRoot?.getAnimations().filter((one) => one.playState === "running").length ?? 0);
  const wait = async (): Promise<void> => {
    await chromium.show();
    await chromium.card.getByRole("textbox").fill("Good night");
    await chromium.card.getByRole("textbox").press("Enter");
    await chromium.card.locator(".dots").waitFor();
  };
  await wait();
  expect(await moving()).toBeGreaterThan(0);
  await chromium.page.emulateMedia({ reducedMotion: "reduce" });
  await wait();
  expect(await moving()).toBe(0);
});

test.each([
  ["forced-colors", { forcedColors: "active" }],
  ["more-contrast", { contrast: "more" }],
] as const)("%s: nothing that axe objects to", async (name, media) => {
  await chromium.page.emulateMedia(media);
  await chromium.show({ turns: [turn("living", "en"), turn("partial", "en"), turn("unlock", "en")] });
  await chromium.photograph(name);
  expect(await chromium.violations()).toEqual([]);
});

test("from right to left", async () => {
  await chromium.show({
    language: "ar",
    turns: [turn("living", "en", { words: "شغّل مصباح غرفة المعيشة", answer: "تم تشغيل المصباح.", language: "ar" }), turn("unlock", "en")],
  });
  await chromium.photograph("right-to-left");
  expect(await chromium.violations()).toEqual([]);
  const [log, words] = await Promise.all(
    [".log", ".words"].map((name) => chromium.card.locator(name).first().boundingBox()),
  );
  // The words stand at the end of the line, which is the left now.
  expect((words?.x ?? 0) - (log?.x ?? 0)).toBeLessThan(40);
});

test("a long text is folded, and can be read whole", async () => {
  const answer = `${"A sentence of an answer. ".repeat(60)}The end.`;
  await chromium.show({ turns: [turnOf({ at: new Date().toISOString(), words: "Tell me", answer })] });
  await chromium.card.getByRole("button", { name: "Show all" }).waitFor();
  expect(await chromium.card.locator(".answer").innerText()).not.toContain("The end.");
  await chromium.card.getByRole("button", { name: "Show all" }).press("Enter");
  expect(await chromium.card.locator(".answer").innerText()).toContain("The end.");
  expect((await focused()).name).toBe("Show less");
});

test.each([
  ["grid", 560],
  ["panel", 700],
] as const)("in a %s the card takes the height it is given, and the conversation scrolls", async (layout, height) => {
  await chromium.show({ turns: [turn("everything", "en"), turn("living", "en"), turn("partial", "en"), turn("kitchen", "en", { turn_id: "k" })] });
  await chromium.card.evaluate(
    (card, given) => {
      card.parentElement?.style.setProperty("height", `${given.height}px`);
      (card as HTMLElement & { layout: string }).layout = given.layout;
    },
    { layout, height },
  );
  await chromium.card.locator(".filled").waitFor();
  const [field, place] = await Promise.all([chromium.card.getByRole("textbox").boundingBox(), chromium.card.boundingBox()]);
  expect((field?.y ?? 0) + (field?.height ?? 0)).toBeLessThanOrEqual((place?.y ?? 0) + (place?.height ?? 0));
  expect(await chromium.card.locator(".log").evaluate((log) => log.scrollHeight > log.clientHeight)).toBe(true);
  await chromium.photograph(`layout-${layout}`);
});

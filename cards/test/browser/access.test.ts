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
  expect(await chromium.walk(8)).toEqual(
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
  const sizes = await chromium.sizes("button");
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
  expect((await chromium.place()).name).toBe("Show less");
});

const MANY = [
  turn("everything", "en"),
  turn("living", "en"),
  turn("partial", "en"),
  turn("kitchen", "en", { turn_id: "k" }),
];

/** The place of what a person writes in, and whether the conversation above scrolls. */
const layOut = async (layout: string, height: string): Promise<{ readonly bottom: number; readonly scrolls: boolean }> => {
  await chromium.show({ turns: MANY });
  await chromium.card.evaluate(
    (card, given) => {
      if (card.parentElement !== null) {
        card.parentElement.style.height = given.height;
      }
      (card as HTMLElement & { layout: string }).layout = given.layout;
    },
    { layout, height },
  );
  await chromium.card.locator(".frame:not(.free)").waitFor();
  await chromium.photograph(`layout-${layout}`);
  const field = await chromium.card.getByRole("textbox").boundingBox();
  const scrolls = await chromium.card.locator(".log").evaluate((log) => log.scrollHeight > log.clientHeight);
  return { bottom: (field?.y ?? 0) + (field?.height ?? 0), scrolls };
};

test("in a grid the card takes the height of its rows, and the conversation scrolls", async () => {
  const { bottom, scrolls } = await layOut("grid", "560px");
  expect(bottom).toBeGreaterThan(500);
  expect(bottom).toBeLessThan(560);
  expect(scrolls).toBe(true);
});

test("in another size the conversation still ends at its newest turn", async () => {
  await layOut("panel", "auto");
  await chromium.page.setViewportSize({ width: 300, height: 500 });
  const rest = (): Promise<number> =>
    chromium.card.locator(".log").evaluate((log) => Math.round(log.scrollHeight - log.scrollTop - log.clientHeight));
  await expect.poll(rest).toBe(0);
});

test("in a panel the card takes the height of the page, whatever stands above it", async () => {
  const { bottom, scrolls } = await layOut("panel", "auto");
  expect(bottom).toBeGreaterThan(600);
  expect(bottom).toBeLessThan(720 - 56);
  expect(scrolls).toBe(true);
});

test("what is no conversation is read from its beginning", async () => {
  await chromium.show({ config: { height: 120 } });
  await chromium.card.locator(".empty").waitFor();
  expect(await chromium.card.locator(".log").evaluate((log) => [log.scrollTop, log.scrollHeight > log.clientHeight])).toEqual([0, true]);
});

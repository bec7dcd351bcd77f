import { describe, expect, test } from "vitest";
import { EMPTY, mergeTurns, reduce, visibleTurns, type Conversation, type Event } from "../../src/model/conversation.js";
import { turnOf } from "../harness/turns.js";

const after = (events: readonly Event[], from: Conversation = EMPTY): Conversation => events.reduce(reduce, from);

const ONE = turnOf({ turn_id: "1", at: "2026-11-21T08:00:00+00:00", words: "one" });
const TWO = turnOf({ turn_id: "2", at: "2026-11-21T09:00:00+00:00", words: "two" });
const ASKED: Event = { type: "asked", request: 7, words: "two" };

describe("turns", () => {
  test("stand in the order of time, each once, the newest word of it", () => {
    const changed = { ...ONE, undone_by: "2" };
    expect(mergeTurns([ONE], [TWO, changed])).toEqual([changed, TWO]);
  });

  test("that are loaded do not lose what came meanwhile", () => {
    const state = after([
      { type: "turn", turn: TWO },
      { type: "loaded", turns: [ONE], earlier: false },
    ]);
    expect(state.turns).toEqual([ONE, TWO]);
    expect(state.phase).toBe("ready");
  });

  test("that are loaded again do not hide that there are earlier ones", () => {
    const state = after([
      { type: "loaded", turns: [ONE], earlier: true },
      { type: "loading" },
      { type: "loaded", turns: [ONE], earlier: false },
    ]);
    expect(state.earlier).toBe(true);
  });
});

describe("an answer", () => {
  test("grows in the order of its pieces", () => {
    const state = after([
      ASKED,
      { type: "delta", request: 7, text: "It " },
      { type: "delta", request: 7, text: "is on." },
    ]);
    expect(state.pending?.text).toBe("It is on.");
  });

  test("of another sentence is too late", () => {
    const before = after([ASKED]);
    for (const event of [
      { type: "delta", request: 6, text: "late" },
      { type: "done", request: 6, turn: ONE, conversationId: "x" },
      { type: "ask-failed", request: 6, failure: { key: "lost" } },
    ] as const) {
      expect(reduce(before, event)).toBe(before);
    }
  });

  test("that is whole becomes a turn, and its conversation goes on", () => {
    const state = after([ASKED, { type: "done", request: 7, turn: TWO, conversationId: "c2" }]);
    expect(state).toMatchObject({ pending: null, conversationId: "c2", turns: [TWO] });
  });

  test("that still streams hides the journal's record of it, and only that", () => {
    const state = after([{ type: "turn", turn: { ...TWO, turn_id: "0" } }, ASKED, { type: "turn", turn: TWO }]);
    expect(visibleTurns(state).map((turn) => turn.turn_id)).toEqual(["0"]);
  });

  test("that failed is told with its words, until the next sentence", () => {
    const state = after([ASKED, { type: "ask-failed", request: 7, failure: { key: "busy" } }]);
    expect(state.unanswered).toEqual({ words: "two", failure: { key: "busy" } });
    expect(reduce(state, { ...ASKED, request: 8 }).unanswered).toBeNull();
  });
});

describe("a lost connection", () => {
  const lost = after([{ type: "loaded", turns: [], earlier: false }, ASKED, { type: "connected", connected: false }]);

  test("ends the waiting", () => {
    expect(lost).toMatchObject({ connected: false, pending: null, unanswered: { words: "two", failure: { key: "lost" } } });
  });

  test("is forgiven when the turn is there after all", () => {
    expect(after([{ type: "loaded", turns: [TWO], earlier: false }], lost).unanswered).toBeNull();
    expect(after([{ type: "turn", turn: TWO }], lost).unanswered).toBeNull();
  });

  test("is not forgiven for another turn's sake", () => {
    expect(after([{ type: "loaded", turns: [ONE], earlier: false }], lost).unanswered).not.toBeNull();
  });

  test("without a sentence on its way loses nothing", () => {
    expect(after([{ type: "connected", connected: false }]).unanswered).toBeNull();
  });
});

describe("a button", () => {
  const pressed = after([{ type: "turn", turn: ONE }, { type: "pressed", turnId: "1", press: "undo" }]);

  test("makes its turn busy, and the result makes it idle", () => {
    expect(pressed.views["1"]).toEqual({ busy: "undo" });
    const done = reduce(pressed, { type: "press-done", turnId: "1", turn: TWO });
    expect(done.views["1"]).toEqual({});
    expect(done.turns).toEqual([ONE, TWO]);
  });

  test("that failed tells why, until it is pressed again", () => {
    const failed = reduce(pressed, { type: "press-failed", turnId: "1", failure: { key: "unauthorized" } });
    expect(failed.views["1"]).toEqual({ failure: { key: "unauthorized" } });
    expect(reduce(failed, { type: "pressed", turnId: "1", press: "undo" }).views["1"]).toEqual({ busy: "undo" });
  });

  test("keeps an explanation, and folds it", () => {
    const open = reduce(pressed, { type: "explained", turnId: "1", text: "Because." });
    expect(open.views["1"]).toEqual({ explanation: "Because.", explained: true });
    expect(reduce(open, { type: "explanation-toggled", turnId: "1" }).views["1"]).toMatchObject({ explained: false });
  });
});

test("loading that failed is told, and can begin again", () => {
  const failed = after([{ type: "load-failed", failure: { key: "load" } }]);
  expect(failed).toMatchObject({ phase: "failed", failure: { key: "load" } });
  expect(reduce(failed, { type: "loading" })).toMatchObject({ phase: "loading", failure: null });
});

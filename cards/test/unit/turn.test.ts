import { describe, expect, test } from "vitest";
import { canBeUndone, changesOf, partsOf, problemsOf, wantedBy } from "../../src/model/turn.js";
import { approvalOf } from "../harness/overview.js";
import { DOOR, KITCHEN, turnOf } from "../harness/turns.js";

const AT = "2026-11-21T08:00:00+00:00";
const later = (minutes: number): Date => new Date(new Date(AT).getTime() + minutes * 60_000);

const UNLOCK = turnOf({ turn_id: "u", at: AT, status: "asked", requests: [{ type: "act", asked: { "lock.door": "locked" } }] });
const WHICH = turnOf({
  turn_id: "w",
  at: AT,
  status: "asked",
  requests: [{ type: "problem", reason: "ambiguous", candidates: ["light.a", "light.b"] }],
});

describe("a question", () => {
  const approval = approvalOf({ turn_id: "u" });

  test("wants a yes or a no as long as the server says so", () => {
    expect(wantedBy(UNLOCK, [UNLOCK], { u: approval }, later(90))).toEqual({ kind: "confirm", approval });
    expect(wantedBy(UNLOCK, [UNLOCK], {}, later(1))).toBeNull();
  });

  test("wants one of several while it is the newest of its conversation, for five minutes", () => {
    const other = turnOf({ turn_id: "o", conversation_id: "other" });
    expect(wantedBy(WHICH, [WHICH, other], {}, later(4))).toEqual({ kind: "choose", candidates: ["light.a", "light.b"] });
    expect(wantedBy(WHICH, [WHICH, other], {}, later(6))).toBeNull();
    expect(wantedBy(WHICH, [WHICH, turnOf({ turn_id: "n" })], {}, later(1))).toBeNull();
  });

  test("stays open while something planned is done", () => {
    const planned = turnOf({ turn_id: "p", planned_by: "x" });
    expect(wantedBy(WHICH, [WHICH, planned], {}, later(1))).toEqual({ kind: "choose", candidates: ["light.a", "light.b"] });
  });

  test("to confirm goes before one to choose", () => {
    const both = { ...UNLOCK, requests: [...WHICH.requests, ...UNLOCK.requests] };
    expect(wantedBy(both, [both], { u: approval }, later(1))).toEqual({ kind: "confirm", approval });
    expect(wantedBy(both, [both], {}, later(1))).toBeNull();
  });

  test("is none where nothing was asked", () => {
    expect(wantedBy(turnOf({ at: AT }), [], {}, later(1))).toBeNull();
  });
});

describe("what was delegated", () => {
  const part = turnOf({ turn_id: "p", parent: "u", changes: [KITCHEN] });
  const deeper = turnOf({ turn_id: "d", parent: "p", changes: [DOOR] });
  const turns = [UNLOCK, part, deeper, turnOf({ turn_id: "other" })];

  test("belongs to the turn above it, however deep", () => {
    expect(partsOf(UNLOCK, turns)).toEqual([part, deeper]);
    expect(partsOf(deeper, turns)).toEqual([]);
  });

  test("is told and taken back with it", () => {
    expect(changesOf(UNLOCK, partsOf(UNLOCK, turns))).toEqual([KITCHEN, DOOR]);
    expect(canBeUndone(UNLOCK)).toBe(false);
    expect(canBeUndone(UNLOCK, [part])).toBe(true);
  });
});

describe("undo", () => {
  test("is for what was verified and not taken back", () => {
    expect(canBeUndone(turnOf({ changes: [KITCHEN] }))).toBe(true);
    expect(canBeUndone(turnOf({ changes: [KITCHEN], undone_by: "x" }))).toBe(false);
    expect(canBeUndone(turnOf({ changes: [{ ...KITCHEN, verified: false }] }))).toBe(false);
    expect(canBeUndone(turnOf({}))).toBe(false);
  });

  test("calls off what is planned", () => {
    expect(canBeUndone(turnOf({ status: "scheduled" }))).toBe(true);
    expect(canBeUndone(turnOf({ status: "scheduled", undone_by: "x" }))).toBe(false);
    expect(canBeUndone(turnOf({ status: "missed" }))).toBe(false);
  });

  test("is for what is on its way as well", () => {
    expect(canBeUndone(turnOf({ changes: [DOOR] }))).toBe(true);
  });
});

describe("problems", () => {
  const problem = { type: "problem", reason: "no_such_device", words: "disco ball" };

  test("stand alone or with the act they belong to", () => {
    const unable = { reason: "cannot", entity_ids: ["light.kitchen"] };
    const turn = turnOf({ requests: [problem, { type: "act", problems: [unable] }] });
    expect(problemsOf(turn)).toEqual([problem, unable]);
  });

  test("are not told again where a change, a call or the question tells them", () => {
    const told = turnOf({
      changes: [{ ...KITCHEN, verified: false }],
      calls: [{ domain: "valve", service: "open_valve", entity_ids: ["valve.garden"], error: "offline" }],
      requests: [
        {
          type: "act",
          problems: [
            { reason: "not_verified", entity_ids: ["light.kitchen"] },
            { reason: "failed", entity_ids: ["valve.garden"] },
          ],
        },
      ],
    });
    expect(problemsOf(told)).toEqual([]);
    expect(problemsOf(WHICH)).toEqual([]);
  });

  test("of a device that no change tells are told", () => {
    const missed = { reason: "not_verified", entity_ids: ["light.kitchen", "light.other"] };
    expect(problemsOf(turnOf({ requests: [{ type: "act", problems: [missed] }] }))).toEqual([missed]);
  });
});

/** One turn as the websocket sends it: the fields of the journal's record, enums as their values. */

export type Layer = "local" | "app" | "other" | "none";

export type Status =
  | "done"
  | "under_way"
  | "scheduled"
  | "missed"
  | "partial"
  | "answered"
  | "asked"
  | "refused"
  | "failed"
  | "not_understood";

export interface Snapshot {
  readonly state: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
}

export interface Change {
  readonly entity_id: string;
  readonly name: string;
  readonly before: Snapshot;
  readonly after: Snapshot;
  readonly verified: boolean;
}

export interface Check {
  readonly entity_id: string;
  readonly action: string;
  readonly decision: "allow" | "ask" | "refuse";
  readonly rule: string;
}

export interface CallRecord {
  readonly domain: string;
  readonly service: string;
  readonly entity_ids: readonly string[];
  readonly error?: string | null;
}

/** A part of a sentence that was understood and could not be done. */
export interface Problem {
  readonly reason?: string;
  readonly words?: string;
  readonly entity_ids?: readonly string[];
  readonly candidates?: readonly string[];
}

/** A typed request as the journal keeps it: an act with what came of it, or a problem of its own. */
export interface TurnRequest extends Problem {
  readonly type?: string;
  readonly talk?: string;
  /** Devices that wait for a yes, with the states they had. */
  readonly asked?: Readonly<Record<string, string>>;
  readonly problems?: readonly Problem[];
}

export interface Turn {
  readonly turn_id: string;
  readonly at: string;
  readonly conversation_id: string;
  readonly agent_id: string;
  readonly words: string;
  readonly language: string;
  readonly layer: Layer;
  readonly status: Status;
  readonly answer: string;
  readonly requests: readonly TurnRequest[];
  readonly checks: readonly Check[];
  readonly calls: readonly CallRecord[];
  readonly changes: readonly Change[];
  readonly times: Readonly<Record<string, number>>;
  readonly model: string | null;
  readonly reply_to: string | null;
  readonly undoes: string | null;
  readonly undone_by: string | null;
  /** The turn that planned what this one did. */
  readonly planned_by?: string | null;
}

/** States of a device that is on its way to what was asked of it. */
const MOVING = new Set(["opening", "closing", "locking", "unlocking", "arming", "pending", "disarming", "returning"]);

/** What is known of a change: it was read back, the device is on its way, or neither. */
export const standingOf = (change: Change): "verified" | "under_way" | "unverified" => {
  if (change.verified) {
    return "verified";
  }
  return MOVING.has(change.after.state) ? "under_way" : "unverified";
};

/** Whether there is something that undo could bring back, or call off. */
export const canBeUndone = (turn: Turn): boolean =>
  turn.undone_by === null &&
  (turn.status === "scheduled" || turn.changes.some((change) => standingOf(change) !== "unverified"));

/** Minutes in which a question can be answered by its buttons, and by a choice that is said. */
const APPROVE_WITHIN = 60;
const CHOOSE_WITHIN = 5;

/** What a waiting turn wants to hear: yes or no, or one of several devices. */
export type Wanted =
  | { readonly kind: "confirm" }
  | { readonly kind: "choose"; readonly candidates: readonly string[] };

/** The question that a turn left open, null when there is none or it is answered or too old. */
export const wantedBy = (turn: Turn, turns: readonly Turn[], now: Date): Wanted | null => {
  const minutes = (now.getTime() - new Date(turn.at).getTime()) / 60_000;
  if (turn.status !== "asked" || turns.some((other) => other.reply_to === turn.turn_id) || minutes > APPROVE_WITHIN) {
    return null;
  }
  const candidates = turn.requests.find((request) => request.type === "problem" && request.candidates)?.candidates;
  if (candidates === undefined || turn.requests.some((request) => request.asked !== undefined)) {
    return { kind: "confirm" };
  }
  // A choice is said in the conversation, so it answers the newest turn in which something was said.
  const newest = turns.findLast((other) => other.conversation_id === turn.conversation_id && !other.planned_by);
  return newest === turn && minutes <= CHOOSE_WITHIN ? { kind: "choose", candidates } : null;
};

/** Everything that could not be done, as far as the changes and the calls do not tell it. */
export const problemsOf = (turn: Turn): readonly Problem[] => {
  const unverified = new Set(turn.changes.filter((change) => !change.verified).map((change) => change.entity_id));
  const raised = new Set(turn.calls.filter((call) => call.error).flatMap((call) => call.entity_ids));
  const told: Readonly<Record<string, ReadonlySet<string>>> = { not_verified: unverified, failed: raised };
  return turn.requests
    .flatMap((request) => [...(request.type === "problem" ? [request] : []), ...(request.problems ?? [])])
    .filter((problem) => !(turn.status === "asked" && problem.candidates !== undefined))
    .filter(({ reason, entity_ids: ids = [] }) => ids.length === 0 || !ids.every((id) => told[reason ?? ""]?.has(id)));
};

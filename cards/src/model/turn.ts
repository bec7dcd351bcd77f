/** One turn as the websocket sends it: the fields of the journal's record, enums as their values. */
import type { Approval } from "./approval.js";

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
  readonly decision: "allow" | "ask" | "pin" | "refuse";
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
  /** Of what was overruled: by which agent, or that it was by a person. */
  readonly details?: Readonly<Record<string, unknown>>;
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
  /** The agent that served it. */
  readonly profile?: string;
  /** The turn that delegated it. */
  readonly parent?: string | null;
  /** Where the words are from that a model read for it. */
  readonly sources?: readonly string[];
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

/** The turns to which a turn delegated, in the order in which they came. */
export const partsOf = (turn: Turn, turns: readonly Turn[]): readonly Turn[] =>
  turns
    .filter((other) => other.parent === turn.turn_id)
    .flatMap((part) => [part, ...partsOf(part, turns)]);

/** What a turn changed with all that it delegated. */
export const changesOf = (turn: Turn, parts: readonly Turn[]): readonly Change[] => [
  ...turn.changes,
  ...parts.flatMap((part) => part.changes),
];

/** Whether there is something that undo could bring back, or call off; a turn is taken back with its parts. */
export const canBeUndone = (turn: Turn, parts: readonly Turn[] = []): boolean =>
  turn.undone_by === null &&
  (turn.status === "scheduled" || changesOf(turn, parts).some((change) => standingOf(change) !== "unverified"));

/** Minutes in which a choice can be said. */
const CHOOSE_WITHIN = 5;

/** Questions that wait for a yes, by their turns. */
export type Approvals = Readonly<Record<string, Approval | undefined>>;

/** What a waiting turn wants to hear: yes or no, or one of several devices. */
export type Wanted =
  | { readonly kind: "confirm"; readonly approval: Approval }
  | { readonly kind: "choose"; readonly candidates: readonly string[] };

/** The question that a turn left open, null when there is none. Which are open for a yes, the server tells. */
export const wantedBy = (turn: Turn, turns: readonly Turn[], approvals: Approvals, now: Date): Wanted | null => {
  const approval = approvals[turn.turn_id];
  if (approval !== undefined) {
    return { kind: "confirm", approval };
  }
  const minutes = (now.getTime() - new Date(turn.at).getTime()) / 60_000;
  const candidates = turn.requests.find((request) => request.type === "problem" && request.candidates)?.candidates;
  if (turn.status !== "asked" || candidates === undefined || minutes > CHOOSE_WITHIN) {
    return null;
  }
  // A choice is said in the conversation, so it answers the newest turn in which something was said.
  const newest = turns.findLast((other) => other.conversation_id === turn.conversation_id && !other.planned_by);
  const confirms = turn.requests.some((request) => request.asked !== undefined);
  return newest === turn && !confirms ? { kind: "choose", candidates } : null;
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

/** Failures of a command, as a key of the catalogue; what the server says in the user's language is kept. */

export interface Failure {
  readonly key:
    | "busy"
    | "closed"
    | "gone"
    | "load"
    | "load_energy"
    | "load_overview"
    | "lost"
    | "needs_admin"
    | "no_agent"
    | "not_found"
    | "not_loaded"
    | "not_set_up"
    | "said"
    | "secret"
    | "suggestion_gone"
    | "stopped"
    | "timeout"
    | "too_long"
    | "unauthorized"
    | "unknown";
  readonly message?: string;
}

const CODES: Readonly<Record<string, Failure["key"]>> = {
  busy: "busy",
  "intent-busy": "busy",
  not_found: "not_found",
  not_loaded: "not_loaded",
  timeout: "timeout",
  unauthorized: "unauthorized",
  unknown_command: "not_set_up",
};

/** What the integration refuses, by the keys of its own words, which may be in another language than the user's. */
const REFUSALS: Readonly<Record<string, Failure["key"]>> = {
  autonomy_needs_administrator: "needs_admin",
  memory_not_there: "gone",
  memory_secret: "secret",
  memory_too_long: "too_long",
  question_closed: "closed",
  suggestion_accepted: "suggestion_gone",
  suggestion_not_found: "suggestion_gone",
};

/** The code of a failure of ours, told in the user's language. */
export const SAID = "home_assistant_error";

/** Home Assistant translates these for the user; others speak to developers. */
const TRANSLATED = new Set(["service_validation_error", SAID]);

/** The library's own codes of a connection that is gone are numbers. */
const CONNECTION_LOST = 3;

/** Name what went wrong with a command. */
export const failureOf = (error: unknown): Failure => {
  if (error === CONNECTION_LOST) {
    return { key: "lost" };
  }
  if (typeof error !== "object" || error === null) {
    return { key: "unknown" };
  }
  const { code, message, translation_key: refusal } = error as Readonly<Record<string, unknown>>;
  const key = REFUSALS[String(refusal)] ?? CODES[String(code)];
  if (key !== undefined) {
    return { key };
  }
  return TRANSLATED.has(String(code)) && typeof message === "string" && message !== ""
    ? { key: "said", message }
    : { key: "unknown" };
};

/** Whether the integration did not answer at all. */
export const isMissing = (failure: Failure | null): boolean =>
  failure?.key === "not_set_up" || failure?.key === "not_loaded";

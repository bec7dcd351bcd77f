/** A habit that was found and could be an automation, or became one, as the websocket sends it. */

/** The automation that a suggestion became. */
export interface Made {
  readonly name: string;
  /** The path of the automation's editor; null where it has to be pasted, or is gone. */
  readonly edit: string | null;
  /** Whether its text waits among the repairs to be pasted. */
  readonly pasted: boolean;
}

export interface Suggestion {
  readonly suggestion_id: string;
  readonly user_id: string;
  readonly standing: "found" | "offered" | "retracted" | "accepted";
  readonly title: string;
  /** How often, on which days, at what time, and what was done, in one line. */
  readonly evidence: string;
  /** The automation as YAML. */
  readonly automation: string;
  readonly made: Made | null;
}

/** The suggestions in the order in which they are shown: those that wait for an answer first. */
export const ordered = (suggestions: readonly Suggestion[]): readonly Suggestion[] => [
  ...suggestions.filter(({ standing }) => standing !== "accepted"),
  ...suggestions.filter(({ standing }) => standing === "accepted"),
];

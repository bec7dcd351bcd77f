/** What is remembered, as the websocket sends it. */

export interface Fact {
  readonly fact_id: string;
  readonly kind: "fact" | "preference" | "name" | "correction" | "habit";
  readonly text: string;
  /** Ids of entities and areas. */
  readonly about: readonly string[];
  readonly owner: "household" | "person";
  readonly since: string;
  readonly until: string | null;
  readonly value: string | number | boolean | null;
  readonly source: {
    readonly how: "words" | "answer" | "repeated" | "entered";
    readonly words: string;
    readonly at: string;
  };
}

/** The longest text of a fact. */
export const LONGEST_FACT = 300;

const plain = (text: string): string => text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLocaleLowerCase();

/** The facts in which every word of a search occurs, in the text, the words it is from, or the names it is about. */
export const found = (facts: readonly Fact[], search: string, namesOf: (fact: Fact) => string): readonly Fact[] => {
  const words = plain(search).split(/\s+/u).filter((word) => word !== "");
  return facts.filter((fact) => {
    const text = plain(`${fact.text} ${fact.source.words} ${namesOf(fact)}`);
    return words.every((word) => text.includes(word));
  });
};

/** What a person writes to correct a fact: its number, its text, or nothing where neither says it alone. */
export const correctable = ({ value }: Fact): "number" | "text" | null => {
  if (typeof value === "number") {
    return "number";
  }
  return value === null ? "text" : null;
};

/** What to send for a correction; null where it says nothing new. A number is changed in the text as well. */
export const correction = (
  fact: Fact,
  given: string,
): { readonly text?: string; readonly value?: number } | null => {
  const said = given.trim();
  if (correctable(fact) === "number") {
    const value = Number(said.replace(",", "."));
    if (said === "" || !Number.isFinite(value) || value === fact.value) {
      return null;
    }
    return { value, text: fact.text.replace(String(fact.value), String(value)) };
  }
  return said === "" || said === fact.text ? null : { text: said };
};

/** The card's words in the user's language, from the generated catalogue. */
import catalogue from "../generated/translations.json";

type Tree = typeof catalogue.en;
type Paths<T> = T extends string
  ? never
  : {
      [K in keyof T & string]: T[K] extends string | { readonly one: string; readonly other: string } ? K : `${K}.${Paths<T[K]>}`;
    }[keyof T & string];

/** A key of the catalogue, such as `turn.undo`. */
export type Key = Paths<Tree>;

export type Parameters = Readonly<Record<string, string | number>>;

export type Localize = (key: Key, parameters?: Parameters) => string;

type Text = string | Readonly<Record<string, string>>;

const LANGUAGES = catalogue as unknown as Readonly<Record<string, unknown>>;

const lookUp = (language: string, key: string): Text | undefined =>
  key
    .split(".")
    .reduce<unknown>(
      (node, part) => (typeof node === "object" && node !== null && Object.hasOwn(node, part) ? (node as Record<string, unknown>)[part] : undefined),
      LANGUAGES[language],
    ) as Text | undefined;

const inForm = (text: Text, language: string, parameters: Parameters): string => {
  if (typeof text === "string") {
    return text;
  }
  const form = new Intl.PluralRules(language).select(Number(parameters["count"] ?? 0));
  return text[form] ?? text["other"] ?? "";
};

const baseOf = (language: string): string => language.split("-")[0] ?? language;

/** The languages to try, the best first: `de-AT`, `de`, a `de` of another country, `en`. */
export const fallbacks = (language: string): readonly string[] => {
  const base = baseOf(language);
  const elsewhere = Object.keys(catalogue).filter((known) => baseOf(known) === base);
  return [...new Set([language, base, ...elsewhere, "en"])];
};

/** The texts of a language, with the base language's and then the English ones where it has none. */
export const localizer = (language: string): Localize => {
  const languages = fallbacks(language);
  return (key, parameters = {}) => {
    for (const candidate of languages) {
      const text = lookUp(candidate, key);
      if (text !== undefined) {
        return inForm(text, candidate, parameters).replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
          String(parameters[name] ?? whole),
        );
      }
    }
    return key;
  };
};

/** The words for a name that a newer integration may send, with what to tell where there are none for it. */
export const wordsOr = (localize: Localize, key: string, otherwise: string): string => {
  const words = localize(key as Key);
  return words === key ? otherwise : words;
};

/** The language of the page, where no `hass` is at hand. */
export const pageLanguage = (): string => document.documentElement.lang || navigator.language;

/** Turns to show: one of each kind, in English and German. */
import type { Change, Status, Turn } from "../../src/model/turn.js";

export type Language = "en" | "de";

const USUAL: Turn = {
  turn_id: "01K",
  at: "2026-11-21T08:00:00+00:00",
  conversation_id: "c1",
  agent_id: "conversation.llm_agents",
  words: "",
  language: "en",
  layer: "local",
  status: "done",
  answer: "",
  requests: [],
  checks: [],
  calls: [],
  changes: [],
  times: { understand_ms: 3.6, act_ms: 40, total_ms: 51 },
  model: null,
  reply_to: null,
  undoes: null,
  undone_by: null,
};

/** A turn with what matters to a test. */
export const turnOf = (parts: Partial<Turn>): Turn => ({ ...USUAL, ...parts });

export const KITCHEN: Change = {
  entity_id: "light.kitchen",
  name: "Kitchen light",
  before: { state: "off", attributes: {} },
  after: { state: "on", attributes: { brightness: 102 } },
  verified: true,
};

const LIVING_ROOM: Change = {
  entity_id: "climate.living_room",
  name: "Living room",
  before: { state: "heat", attributes: { temperature: 19.5 } },
  after: { state: "heat", attributes: { temperature: 21 } },
  verified: true,
};

const MOOD: Change = {
  entity_id: "light.mood",
  name: "Mood lamp",
  before: { state: "on", attributes: { brightness: 255, color_mode: "color_temp", color_temp_kelvin: 3000 } },
  after: { state: "on", attributes: { brightness: 128, color_mode: "hs", hs_color: [240, 90] } },
  verified: true,
};

/** A lock that turns. */
export const DOOR: Change = {
  entity_id: "lock.front_door",
  name: "Front door",
  before: { state: "locked", attributes: {} },
  after: { state: "unlocking", attributes: {} },
  verified: false,
};

const BLIND: Change = {
  entity_id: "cover.bedroom",
  name: "Bedroom blind",
  before: { state: "open", attributes: { current_position: 100 } },
  after: { state: "closed", attributes: { current_position: 0 } },
  verified: false,
};

const TEXTS = {
  en: {
    kitchen: ["Turn on the kitchen light at 40 %", "The kitchen light is on at 40 %."],
    living: ["Living room to 21 and the mood lamp blue at half", "The living room is set to 21 °C, and the mood lamp is blue at 50 %."],
    partial: [
      "Close the bedroom blind and turn on the disco ball",
      "There is no disco ball here. The bedroom blind was told to close, but I could not confirm it.",
    ],
    which: ["Which windows are open?", "The bathroom window and the study window are open."],
    unlock: ["Unlock the front door", "Shall I unlock the front door?"],
    lamp: ["Turn on the lamp", "Which one, the lamp in the bedroom or in the study?"],
    nonsense: ["Make it so", "I did not understand that."],
    failed: ["Open the garden valve", "The garden valve did not react."],
    everything: ["Turn off all lights", "Nine lights are off."],
    later: ["Turn off the kitchen light in ten minutes", "I'll turn off the kitchen light in 10 minutes."],
    delegated: ["Get the house ready for the visit", "The living room light is on and the blind is closing. The heating stays as it is."],
    missed: ["", "I was to turn off the kitchen light at 10:15 PM, but was not there at that time, so I did nothing."],
  },
  de: {
    kitchen: ["Schalte das Küchenlicht auf 40 % ein", "Das Küchenlicht ist an, auf 40 %."],
    living: [
      "Wohnzimmer auf 21 und die Stimmungslampe halb und blau",
      "Das Wohnzimmer ist auf 21 °C gestellt, und die Stimmungslampe ist blau auf 50 %.",
    ],
    partial: [
      "Schließe den Rollladen im Schlafzimmer und schalte die Discokugel ein",
      "Eine Discokugel gibt es hier nicht. Der Rollladen soll schließen, aber ich konnte es nicht bestätigen.",
    ],
    which: ["Welche Fenster sind offen?", "Das Badfenster und das Fenster im Arbeitszimmer sind offen."],
    unlock: ["Schließe die Haustür auf", "Soll ich die Haustür aufschließen?"],
    lamp: ["Schalte die Lampe ein", "Welche, die im Schlafzimmer oder die im Arbeitszimmer?"],
    nonsense: ["Mach es so", "Das habe ich nicht verstanden."],
    failed: ["Öffne das Gartenventil", "Das Gartenventil hat nicht reagiert."],
    everything: ["Schalte alle Lichter aus", "Neun Lichter sind aus."],
    later: ["Schalte das Küchenlicht in zehn Minuten aus", "Ich werde in 10 Minuten das Küchenlicht ausschalten."],
    delegated: ["Mach das Haus für den Besuch fertig", "Das Licht im Wohnzimmer ist an, und der Rollladen schließt. Die Heizung bleibt, wie sie ist."],
    missed: ["", "Ich sollte um 22:15 Uhr das Küchenlicht ausschalten, war zu der Zeit aber nicht da. Darum habe ich nichts getan."],
  },
} as const;

type Topic = keyof (typeof TEXTS)["en"];

const NUMBERS: Record<Topic, number> = {
  kitchen: 1,
  living: 2,
  partial: 3,
  which: 4,
  unlock: 5,
  lamp: 6,
  nonsense: 7,
  failed: 8,
  everything: 9,
  later: 10,
  missed: 11,
  delegated: 12,
};

const EXTRAS: Record<Topic, Partial<Turn> & { readonly status: Status }> = {
  kitchen: { status: "done", changes: [KITCHEN] },
  living: { status: "done", changes: [LIVING_ROOM, MOOD], layer: "app", model: "demo model", times: { understand_ms: 1340 } },
  partial: {
    status: "partial",
    changes: [BLIND, DOOR],
    requests: [{ type: "problem", reason: "no_such_device", words: "disco ball" }],
  },
  which: { status: "answered" },
  unlock: {
    status: "asked",
    requests: [{ type: "act", asked: { "lock.front_door": "locked" } }],
    checks: [{ entity_id: "lock.front_door", action: "unlock", decision: "ask", rule: "risk" }],
  },
  lamp: {
    status: "asked",
    requests: [{ type: "problem", reason: "ambiguous", candidates: ["light.lamp_bedroom", "light.lamp_study"], words: "lamp" }],
  },
  nonsense: { status: "not_understood", layer: "none", times: {} },
  failed: {
    status: "failed",
    calls: [{ domain: "valve", service: "open_valve", entity_ids: ["valve.garden"], error: "Device offline" }],
    requests: [{ type: "act", problems: [{ type: "problem", reason: "failed", entity_ids: ["valve.garden"] }] } as never],
  },
  everything: {
    status: "done",
    changes: Array.from({ length: 9 }, (_, index) => ({
      ...KITCHEN,
      entity_id: `light.lamp_${index}`,
      name: `Lamp ${index + 1}`,
      before: { state: "on", attributes: { brightness: 200 } },
      after: { state: "off", attributes: {} },
    })),
  },
  later: { status: "scheduled", requests: [{ type: "scheduled" }] },
  delegated: {
    status: "done",
    layer: "other",
    model: "demo model",
    times: { understand_ms: 2210 },
    sources: ["device_name", "calendar"],
    requests: [{ type: "problem", reason: "overruled", entity_ids: ["climate.living_room"], details: { agent: "Comfort agent" } }],
  },
  missed: { status: "missed", layer: "none", times: {}, planned_by: "01K-10" },
};

/** What two agents did of a delegated turn, before it was told. */
export const partsOfDelegated = (parent: Turn): readonly Turn[] => [
  turnOf({
    turn_id: `${parent.turn_id}-a`,
    parent: parent.turn_id,
    profile: "lighting",
    conversation_id: `${parent.turn_id}.a`,
    at: parent.at,
    words: "Turn on the kitchen light",
    answer: "The kitchen light is on.",
    changes: [KITCHEN],
  }),
  turnOf({
    turn_id: `${parent.turn_id}-b`,
    parent: parent.turn_id,
    profile: "comfort",
    conversation_id: `${parent.turn_id}.b`,
    at: parent.at,
    status: "under_way",
    words: "Close the blind and lower the heating",
    answer: "The blind is closing.",
    changes: [{ ...BLIND, after: { state: "closing", attributes: {} } }],
  }),
];

/** The turn of a topic, some minutes ago. */
export const turn = (topic: Topic, language: Language, parts: Partial<Turn> = {}): Turn => {
  const [words, answer] = TEXTS[language][topic];
  const number = NUMBERS[topic];
  return turnOf({
    turn_id: `01K-${number}`,
    at: new Date(Date.now() - (10 - number) * 20_000).toISOString(),
    words,
    answer,
    language,
    ...EXTRAS[topic],
    ...parts,
  });
};

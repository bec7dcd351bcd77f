/** Names of devices: to choose between them, and to make example sentences of. */
import type { HassEntity, HomeAssistant } from "./hass.js";
import type { Localize } from "./localize.js";

const nameOf = (hass: HomeAssistant, entityId: string): string => {
  const name = hass.states[entityId]?.attributes["friendly_name"];
  return typeof name === "string" && name !== "" ? name : entityId;
};

const areaOf = (hass: HomeAssistant, entityId: string): string | undefined => {
  const entry = hass.entities?.[entityId];
  const areaId = entry?.area_id ?? hass.devices?.[entry?.device_id ?? ""]?.area_id;
  return areaId == null ? undefined : hass.areas?.[areaId]?.name;
};

/** What to call each of several devices: its name, or its room where names are the same. */
export const distinctNames = (hass: HomeAssistant, entityIds: readonly string[]): ReadonlyMap<string, string> => {
  const names = entityIds.map((id) => nameOf(hass, id));
  return new Map(
    entityIds.map((id, index) => {
      const name = names[index] ?? id;
      const shared = names.filter((other) => other === name).length > 1;
      return [id, shared ? (areaOf(hass, id) ?? name) : name];
    }),
  );
};

/** The first device of a domain by name that its owner shows and that lives in a room. */
const firstOf = (hass: HomeAssistant, domain: string): HassEntity | undefined =>
  Object.values(hass.states)
    .filter((entity): entity is HassEntity => {
      if (!entity?.entity_id.startsWith(`${domain}.`) || entity.state === "unavailable") {
        return false;
      }
      const entry = hass.entities?.[entity.entity_id];
      return entry !== undefined && entry.hidden !== true && !entry.entity_category;
    })
    .filter((entity) => areaOf(hass, entity.entity_id) !== undefined)
    .sort((a, b) => nameOf(hass, a.entity_id).localeCompare(nameOf(hass, b.entity_id), hass.language))[0];

/** Three sentences to begin with, about devices that are there. */
export const examples = (hass: HomeAssistant, localize: Localize): readonly string[] => {
  const light = firstOf(hass, "light");
  const climate = firstOf(hass, "climate");
  const value = hass.config?.unit_system?.temperature === "°F" ? 70 : 21;
  return [
    light === undefined
      ? localize("empty.lights_off")
      : localize("empty.turn_on", { name: nameOf(hass, light.entity_id) }),
    climate === undefined
      ? localize("empty.which_windows")
      : localize("empty.set_temperature", { name: nameOf(hass, climate.entity_id), value }),
    localize("empty.which_lights"),
  ];
};

"""What a scene, a script or an intent script of Home Assistant would do, read from its configuration without running it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from homeassistant.components.homeassistant.scene import DATA_PLATFORM, HomeAssistantScene
from homeassistant.const import ATTR_DEVICE_CLASS
from homeassistant.core import HomeAssistant
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import config_validation as cv, entity_registry as er, intent
from homeassistant.helpers.entity_component import DATA_INSTANCES
from homeassistant.helpers.target import TargetSelection, async_extract_referenced_entity_ids
from homeassistant.helpers.template import Template, is_template_string

from ..core.agents.risks import as_members
from ..core.home.contents import Contents, Held
from ..core.home.model import Entity, State
from .compat import is_intent_script
from .states import state_of

_DEEPEST = 4
"""Scripts within scripts that are looked into."""

_MOST = 500
"""Acts of one scene or script that are looked at."""

_HARMLESS = frozenset(
    {
        cv.SCRIPT_ACTION_CHECK_CONDITION,
        cv.SCRIPT_ACTION_DELAY,
        cv.SCRIPT_ACTION_SET_CONVERSATION_RESPONSE,
        cv.SCRIPT_ACTION_STOP,
        cv.SCRIPT_ACTION_VARIABLES,
        cv.SCRIPT_ACTION_WAIT_FOR_TRIGGER,
        cv.SCRIPT_ACTION_WAIT_TEMPLATE,
    }
)
# A scene of another integration moves what that integration has. Where it has none of these, nor a cover that may keep
# people out, the scene is known to be harmless; which of its lights it moves need not be.
_KEEPING = frozenset(
    {"alarm_control_panel", "camera", "lawn_mower", "lock", "script", "siren", "valve", "water_heater"}
)
_SHADES = frozenset({"awning", "blind", "curtain", "damper", "shade", "shutter", "window"})
# These do for each device what its own action of the same name does.
_GENERIC = frozenset({"homeassistant.turn_on", "homeassistant.turn_off", "homeassistant.toggle"})
_TARGET_KEYS = ("entity_id", "device_id", "area_id", "floor_id", "label_id")


def contents_of(hass: HomeAssistant, entity_id: str) -> Contents | None:
    """Return what a scene or script would do, `None` where that cannot be known."""
    return _Looking(hass).at(entity_id)


class _Looking:
    """One look into a scene or script, and into those that it sets off."""

    def __init__(self, hass: HomeAssistant) -> None:
        self._hass = hass
        self._held: list[Held] = []
        self._opaque: list[str] = []

    def at(self, entity_id: str) -> Contents | None:
        self._look(entity_id, 0)
        if len(self._held) > _MOST:
            self._opaque.append("too_many")
        return Contents(held=tuple(self._held[:_MOST]), opaque=tuple(dict.fromkeys(self._opaque)))

    def _look(self, entity_id: str, depth: int) -> None:
        if depth > _DEEPEST:
            self._opaque.append("too_deep")
        elif entity_id.startswith("scene."):
            self._scene(entity_id)
        elif entity_id.startswith("intent_script."):
            self._intent(entity_id.partition(".")[2], depth)
        else:
            self._script(entity_id, depth)

    def _intent(self, intent_type: str, depth: int) -> None:
        """Look into an intent that the owner wrote; one that only speaks has no steps."""
        handlers = (one for one in intent.async_get(self._hass) if one.intent_type == intent_type)
        handler = next(filter(is_intent_script, handlers), None)
        action = getattr(handler, "config", {}).get("action")
        if handler is None or (action is not None and not hasattr(action, "sequence")):
            self._opaque.append("intent")
        elif action is not None:
            self._steps(action.sequence, depth)

    def _scene(self, entity_id: str) -> None:
        platform = self._hass.data.get(DATA_PLATFORM)
        scene = platform.entities.get(entity_id) if platform is not None else None
        if isinstance(scene, HomeAssistantScene):
            for member, wished in scene.scene_config.states.items():
                self._held.append(Held(**self._device(member), wished=state_of(wished)))
            return
        if not self._moves_little(entity_id):
            self._opaque.append("scene")

    def _moves_little(self, entity_id: str) -> bool:
        """Return whether the integration that a scene is of has nothing that is guarded."""
        registry = er.async_get(self._hass)
        scene = registry.async_get(entity_id)
        if scene is None or scene.config_entry_id is None:
            return False
        others = er.async_entries_for_config_entry(registry, scene.config_entry_id)
        return not any(
            other.domain in _KEEPING
            or (other.domain == "cover" and (other.device_class or other.original_device_class) not in _SHADES)
            for other in others
        )

    def _script(self, entity_id: str, depth: int) -> None:
        component = self._hass.data.get(DATA_INSTANCES, {}).get("script")
        entity = component.get_entity(entity_id) if component is not None else None
        script = getattr(entity, "script", None)
        if script is None:
            self._opaque.append("script")
            return
        self._steps(script.sequence, depth)

    def _steps(self, steps: Iterable[Mapping[str, Any]], depth: int) -> None:
        for step in steps:
            if step.get("enabled") is False or len(self._held) > _MOST:
                continue
            try:
                kind = cv.determine_script_action(dict(step))
            except ValueError:
                kind = ""
            self._step(kind, step, depth)

    def _step(self, kind: str, step: Mapping[str, Any], depth: int) -> None:
        if kind in _HARMLESS:
            return
        match kind:
            case cv.SCRIPT_ACTION_CALL_SERVICE:
                self._call(step, depth)
            case cv.SCRIPT_ACTION_ACTIVATE_SCENE:
                self._look(step["scene"], depth + 1)
            case cv.SCRIPT_ACTION_DEVICE_AUTOMATION:
                self._device_action(step)
            case _:
                inner = list(_inner(kind, step))
                if not inner:
                    self._opaque.append(kind or "step")
                for steps in inner:
                    self._steps(steps, depth)

    def _call(self, step: Mapping[str, Any], depth: int) -> None:
        service = step.get("action") or step.get("service")
        data = {**(step.get("data") or {}), **(step.get("data_template") or {})}
        if not isinstance(service, str) or is_template_string(service):
            self._opaque.append("template")
            return
        domain, _, name = service.partition(".")
        if domain == "script" and name not in ("turn_on", "turn_off", "toggle", "reload"):
            self._look(service, depth + 1)
            return
        target = {key: step[key] for key in _TARGET_KEYS if key in step}
        target |= {key: value for key, value in data.items() if key in _TARGET_KEYS}
        target |= step["target"] if isinstance(step.get("target"), Mapping) else {}
        if _is_template(step.get("target")) or any(_is_template(value) for value in target.values()):
            self._opaque.append("template")
            return
        plain = {key: value for key, value in data.items() if key not in _TARGET_KEYS}
        if not target:
            self._held.append(Held(service=service, data=plain))
        for entity_id in self._targets(target):
            self._act(service, entity_id, plain, depth)

    def _act(self, service: str, entity_id: str, data: Mapping[str, Any], depth: int) -> None:
        domain, _, name = service.partition(".")
        own = entity_id.partition(".")[0]
        if service in _GENERIC:
            domain, service = own, f"{own}.{name}"
        if domain in ("scene", "script") and domain == own and name in ("turn_on", "toggle"):
            self._look(entity_id, depth + 1)
            return
        if any(_is_template(value) for value in data.values()) and not data.keys().isdisjoint(
            {"position", "hvac_mode"}
        ):
            self._opaque.append("template")
        self._held.append(Held(service=service, **self._device(entity_id), data=data))

    def _targets(self, target: Mapping[str, Any]) -> list[str]:
        """Return the devices of a target, those of its rooms, floors, labels and groups among them."""
        if "all" in (*cv.ensure_list(target.get("entity_id")),):
            self._opaque.append("all")
        try:
            found = async_extract_referenced_entity_ids(self._hass, TargetSelection(dict(target)))
        except HomeAssistantError, ValueError:
            self._opaque.append("target")
            return []
        if missing := found.missing_devices | found.missing_areas | found.missing_floors | found.missing_labels:
            self._opaque.append(min(missing))
        return sorted(found.referenced | found.indirectly_referenced)

    def _device_action(self, step: Mapping[str, Any]) -> None:
        """Note an action of a device; of those only the plain ones are known."""
        domain, kind, entity_id = step.get("domain"), step.get("type"), step.get("entity_id")
        entry = er.async_get(self._hass).async_get(entity_id) if isinstance(entity_id, str) else None
        if entry is None or entry.domain != domain or not isinstance(kind, str):
            self._opaque.append("device")
            return
        service = {"open": f"open_{domain}", "close": f"close_{domain}", "stop": f"stop_{domain}"}
        name = service.get(kind, kind) if domain in ("cover", "valve") else kind
        self._held.append(Held(service=f"{domain}.{name}", **self._device(entry.entity_id)))

    def _device(self, entity_id: str) -> dict[str, Any]:
        """Return a device with its state; what is not exposed is looked at as well."""
        state = self._hass.states.get(entity_id)
        entry = er.async_get(self._hass).async_get(entity_id)
        shown = state.attributes.get(ATTR_DEVICE_CLASS) if state is not None else None
        registered = (entry.device_class or entry.original_device_class) if entry is not None else None
        entity = Entity(entity_id=entity_id, name=entity_id, device_class=shown or registered)
        return {"entity": entity, "state": as_members(self._state(entity_id), self._state)}

    def _state(self, entity_id: str) -> State | None:
        found = self._hass.states.get(entity_id)
        return None if found is None else state_of(found)


def _inner(kind: str, step: Mapping[str, Any]) -> Iterator[Iterable[Mapping[str, Any]]]:
    """Yield the sequences within a step."""
    match kind:
        case cv.SCRIPT_ACTION_CHOOSE:
            yield from (choice["sequence"] for choice in step["choose"])
            yield step.get("default") or ()
        case cv.SCRIPT_ACTION_IF:
            yield step["then"]
            yield step.get("else") or ()
        case cv.SCRIPT_ACTION_REPEAT:
            yield step["repeat"]["sequence"]
        case cv.SCRIPT_ACTION_PARALLEL:
            yield from (branch["sequence"] for branch in step["parallel"])
        case cv.SCRIPT_ACTION_SEQUENCE:
            yield step["sequence"]


def _is_template(value: Any) -> bool:
    if isinstance(value, Template):
        return True
    if isinstance(value, Mapping):
        return any(map(_is_template, value.values()))
    if isinstance(value, list | tuple | set):
        return any(map(_is_template, value))
    return isinstance(value, str) and is_template_string(value)

"""What covers and valves share: they are open, closed or between, and are there at once."""

from typing import Any, ClassVar, override

from .base import BenchEntity, number

_STATES: dict[str, dict[str, Any]] = {
    **{word: {"open": True, "position": 100, "moving": None} for word in ("open", "opened", "on", "true")},
    **{word: {"open": False, "position": 0, "moving": None} for word in ("closed", "close", "off", "false")},
    **{word: {"open": True, "position": 50, "moving": word} for word in ("opening", "closing")},
}


class BenchPositional(BenchEntity):
    """Something with a position from 0 (closed) to 100, which may be on its way when a case begins."""

    FIELDS: ClassVar = {"current_tilt_position": "tilt"}
    FOLLOWS_STATE: ClassVar = frozenset({"position"})

    @override
    def begin(self) -> None:
        self.truth = {"open": False, "position": 0, "moving": None}

    @override
    def truth_of(self, state: Any, attributes: Any) -> dict[str, Any]:
        found = super().truth_of(state, attributes)
        position = number(attributes.get("current_position", attributes.get("position")))
        if position is not None:
            found["position"] = int(position)
            found.setdefault("open", position > 0)
        return found

    @override
    def of_state(self, state: str) -> dict[str, Any]:
        return dict(_STATES.get(state, {}))

    def move(self, position: int) -> None:
        """Go to a position."""
        self.obey(position=position, open=position > 0, moving=None)

    @property
    def is_closed(self) -> bool:
        """Return whether it is shut."""
        return not self.truth["open"]

    @property
    def is_opening(self) -> bool:
        """Return whether it is on its way up."""
        return bool(self.truth["moving"] == "opening")

    @property
    def is_closing(self) -> bool:
        """Return whether it is on its way down."""
        return bool(self.truth["moving"] == "closing")

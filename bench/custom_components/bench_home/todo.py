"""Lists."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar, override
import uuid

from homeassistant.components.todo import TodoItem, TodoItemStatus, TodoListEntity, TodoListEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback

from . import BenchEntry, add
from .base import BenchEntity


class BenchList(BenchEntity, TodoListEntity):
    """A list; its truth is the count of open items, and `items` as pairs of words and whether it is done."""

    DERIVED: ClassVar = frozenset({"items"})

    _attr_supported_features = (
        TodoListEntityFeature.CREATE_TODO_ITEM
        | TodoListEntityFeature.UPDATE_TODO_ITEM
        | TodoListEntityFeature.DELETE_TODO_ITEM
    )

    @override
    def begin(self) -> None:
        self._keep([_item(item) for item in self.attributes.get("todo_items") or ()])

    @override
    def truth_of(self, state: Any, attributes: Mapping[str, Any]) -> dict[str, Any]:
        return {"count": int(state)} if state is not None and str(state).isdigit() else {}

    @override
    def put(self, state: Any, attributes: Mapping[str, Any], truth: Mapping[str, Any]) -> None:
        if (items := attributes.get("todo_items")) is not None:
            self._keep([_item(item) for item in items])

    @override
    def reset(self) -> None:
        self.begin()

    def _keep(self, items: Sequence[TodoItem]) -> None:
        self._attr_todo_items = list(items)
        done = [item.status == TodoItemStatus.COMPLETED for item in items]
        words = [str(item.summary).strip().casefold() for item in items]
        self.truth = {"count": done.count(False), "items": list(zip(words, done, strict=True))}

    def _change(self, items: Sequence[TodoItem]) -> None:
        self._keep(items)
        self.async_write_ha_state()

    @override
    async def async_create_todo_item(self, item: TodoItem) -> None:
        new = replace(item, uid=uuid.uuid4().hex, status=item.status or TodoItemStatus.NEEDS_ACTION)
        self._change([*(self.todo_items or ()), new])

    @override
    async def async_update_todo_item(self, item: TodoItem) -> None:
        self._change([item if item.uid == old.uid else old for old in self.todo_items or ()])

    @override
    async def async_delete_todo_items(self, uids: list[str]) -> None:
        self._change([item for item in self.todo_items or () if item.uid not in uids])


def _item(item: str | Mapping[str, Any]) -> TodoItem:
    """Return an item of a spec: words, or a mapping with `summary` and `status`."""
    data: Mapping[str, Any] = {"summary": item} if isinstance(item, str) else item
    done = "COMPLETED" in str(data.get("status", "")).upper()
    return TodoItem(
        summary=data.get("summary"),
        uid=uuid.uuid4().hex,
        status=TodoItemStatus.COMPLETED if done else TodoItemStatus.NEEDS_ACTION,
    )


async def async_setup_entry(
    hass: HomeAssistant, entry: BenchEntry, add_entities: AddConfigEntryEntitiesCallback
) -> None:
    """Add the lists."""
    add(entry, "todo", BenchList, add_entities)

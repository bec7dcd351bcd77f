"""The shopping list and the household's tasks."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
import uuid

from homeassistant.components.todo import TodoItem, TodoItemStatus, TodoListEntity, TodoListEntityFeature
from homeassistant.core import HomeAssistant
from homeassistant.helpers.entity_platform import AddConfigEntryEntitiesCallback
from homeassistant.util import dt as dt_util

from .catalogue import FIRST_ITEMS, things
from .entity import HomeEntity
from .hub import DemoHomeEntry


async def async_setup_entry(hass: HomeAssistant, entry: DemoHomeEntry, add: AddConfigEntryEntitiesCallback) -> None:
    """Add the lists."""
    add(HomeList(entry.runtime_data, device, thing) for device, thing in things("todo"))


class HomeList(HomeEntity, TodoListEntity):
    """A list that outlives restarts."""

    _attr_supported_features = (
        TodoListEntityFeature.CREATE_TODO_ITEM
        | TodoListEntityFeature.UPDATE_TODO_ITEM
        | TodoListEntityFeature.DELETE_TODO_ITEM
        | TodoListEntityFeature.SET_DUE_DATE_ON_ITEM
        | TodoListEntityFeature.SET_DESCRIPTION_ON_ITEM
    )

    async def async_added_to_hass(self) -> None:
        """Write the first items, once."""
        if self.key not in self.hub.lists:
            today = dt_util.now().date()
            self._keep([_first(name, days, today) for name, days in FIRST_ITEMS[self.key]])
        await super().async_added_to_hass()

    @property
    def todo_items(self) -> list[TodoItem]:
        """Return the items."""
        return [_item(data) for data in self.hub.lists.get(self.key, ())]

    def shown(self) -> Any:
        """Return what is shown."""
        return self.hub.lists.get(self.key)

    async def async_create_todo_item(self, item: TodoItem) -> None:
        """Add an item."""
        new = replace(item, uid=uuid.uuid4().hex, status=item.status or TodoItemStatus.NEEDS_ACTION)
        self._change([*self.todo_items, new])

    async def async_update_todo_item(self, item: TodoItem) -> None:
        """Replace an item."""
        self._change([item if item.uid == old.uid else old for old in self.todo_items])

    async def async_delete_todo_items(self, uids: list[str]) -> None:
        """Take items away."""
        self._change([item for item in self.todo_items if item.uid not in uids])

    def _change(self, items: list[TodoItem]) -> None:
        self.hub.command(self.key, lambda: self._keep(items))
        self.async_update_listeners()

    def _keep(self, items: list[TodoItem]) -> None:
        self.hub.lists[self.key] = [_plain(item) for item in items]


def _first(name: str, days: int | None, today: date) -> TodoItem:
    due = today + timedelta(days=days) if days is not None else None
    return TodoItem(summary=name, uid=uuid.uuid4().hex, status=TodoItemStatus.NEEDS_ACTION, due=due)


def _plain(item: TodoItem) -> dict[str, Any]:
    return {
        "summary": item.summary,
        "uid": item.uid,
        "status": item.status.value if item.status else None,
        "due": item.due.isoformat() if item.due else None,
        "description": item.description,
    }


def _item(data: dict[str, Any]) -> TodoItem:
    due = dt_util.parse_datetime(data["due"]) if "T" in (data["due"] or "") else dt_util.parse_date(data["due"] or "")
    status = TodoItemStatus(data["status"]) if data["status"] else None
    return TodoItem(data["summary"], data["uid"], status, due, data["description"])

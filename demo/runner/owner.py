"""The owner of the demo home at its settings: every change goes through the forms that the user interface shows."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self

from .client import Client, ClientError, wait_until

AGENT = "conversation.llm_agents"
_SUBENTRIES = "/api/config/config_entries/subentries/flow"
_OPTIONS = "/api/config/config_entries/options/flow"
_RELOAD_SECONDS = 0.5  # until a change has begun to be taken in


class Owner:
    """Changes the settings of the integration, and puts them back as they were."""

    def __init__(self, client: Client, entry_id: str) -> None:
        """Speak as the client's user about one entry."""
        self._client = client
        self.entry_id = entry_id
        self._added: list[str] = []
        self._options: Mapping[str, Any] | None = None

    @classmethod
    async def of(cls, client: Client) -> Self:
        """Return the owner of the demo's only entry."""
        entries = await client.rest("GET", "/api/config/config_entries/entry?domain=llm_agents")
        return cls(client, entries[0]["entry_id"])

    async def act(self, action: str, data: Mapping[str, Any] | None = None, *, answers: bool = False) -> Any:
        """Perform an action of Home Assistant; return its response where it answers."""
        domain, _, name = action.partition(".")
        path = f"/api/services/{domain}/{name}" + ("?return_response" if answers else "")
        told = await self._client.rest("POST", path, body=dict(data or {}))
        return told.get("service_response", {}) if answers else told

    async def state(self, entity_id: str) -> str | None:
        """Return the state of an entity, `None` where there is no such entity."""
        try:
            found = await self._client.rest("GET", f"/api/states/{entity_id}")
        except ClientError:
            return None
        return str(found["state"])

    async def becomes(self, entity_id: str, state: str | None, *, seconds: float = 8) -> bool:
        """Return whether an entity gets to a state in time; `None` is to be gone."""

        async def there() -> bool:
            return await self.state(entity_id) == state

        return await wait_until(there, seconds=seconds)

    async def automation(self, entity_id: str) -> Mapping[str, Any]:
        """Return an automation's configuration as the automation editor reads it; raises `ClientError` for none."""
        found = await self._client.rest("GET", f"/api/states/{entity_id}")
        config: Mapping[str, Any] = await self._client.rest(
            "GET", f"/api/config/automation/config/{found['attributes']['id']}"
        )
        return config

    async def subentries(self, kind: str | None = None) -> dict[str, str]:
        """Return the titles of the subentries by their ids."""
        found = await self._client.command("config_entries/subentries/list", entry_id=self.entry_id)
        return {one["subentry_id"]: one["title"] for one in found if kind in (None, one["subentry_type"])}

    async def begin(self, kind: str, subentry_id: str | None = None) -> Any:
        """Return the first step that shows when a subentry is added, or changed."""
        body = {"handler": [self.entry_id, kind]} | ({"subentry_id": subentry_id} if subentry_id else {})
        return await self._client.rest("POST", _SUBENTRIES, body=body)

    async def fill(self, step: Mapping[str, Any], form: Mapping[str, Any]) -> Any:
        """Send the form of a step; return the next one."""
        return await self._client.rest("POST", f"{_SUBENTRIES}/{step['flow_id']}", body=dict(form))

    async def close(self, step: Mapping[str, Any]) -> None:
        """Leave a form without an answer."""
        await self._client.rest("DELETE", f"{_SUBENTRIES}/{step['flow_id']}")

    async def add(self, kind: str, *forms: Mapping[str, Any]) -> str:
        """Add a subentry by its forms and return its id; raises `ClientError` for one that is refused."""
        before = set(await self.subentries())
        step = await self.begin(kind)
        for form in forms:
            step = await self.fill(step, form)
        if step["type"] != "create_entry":
            raise ClientError(f"{kind} could not be added: {step.get('errors') or step}")
        (added,) = set(await self.subentries()) - before
        self._added.append(added)
        await self.settle()
        return added

    async def add_backend(self, url: str, more: Mapping[str, Any] | None = None, *, kind: str = "openai") -> str:
        """Add a trusted model server at home; `more` is what its form says beside."""
        more = more or {}
        name = f"Scripted model {more['model']}" if "model" in more else "Scripted model"
        form = {"model": "bench", "name": name, "trusted": True, "local": True, "prices": {}, "budget": {}, **more}
        return await self.add("backend", {"next_step_id": kind}, {"url": url}, form)

    async def remove(self, subentry_id: str) -> None:
        """Remove a subentry."""
        await self._client.command("config_entries/subentries/delete", entry_id=self.entry_id, subentry_id=subentry_id)
        if subentry_id in self._added:
            self._added.remove(subentry_id)
        await self.settle()

    def took(self, subentry_ids: Iterable[str]) -> None:
        """Note subentries that came otherwise than by `add`, to be taken away in the end."""
        self._added += [one for one in subentry_ids if one not in self._added]

    async def set_options(self, options: Mapping[str, Any]) -> None:
        """Fill the form of the options; what it showed before is put back by `restore`."""
        step = await self._client.rest("POST", _OPTIONS, body={"handler": self.entry_id})
        before = shown(step["data_schema"])
        if self._options is None:
            self._options = {name: before.get(name) for name in options}
        filled = {name: value for name, value in (before | dict(options)).items() if value is not None}
        step = await self._client.rest("POST", f"{_OPTIONS}/{step['flow_id']}", body=filled)
        if step["type"] != "create_entry":
            raise ClientError(f"the options could not be set: {step.get('errors') or step}")
        await self.settle()

    async def settle(self) -> None:
        """Wait until the integration is there again after a change of its settings."""

        async def listens() -> bool:
            entries = await self._client.rest("GET", "/api/config/config_entries/entry?domain=llm_agents")
            return entries[0]["state"] == "loaded" and await self.state(AGENT) not in (None, "unavailable")

        await asyncio.sleep(_RELOAD_SECONDS)
        await wait_until(listens, seconds=30)

    async def restore(self) -> None:
        """Take away what was added, and put the options back."""
        for subentry_id in list(self._added):
            await self.remove(subentry_id)
        if self._options is not None:
            await self.set_options(self._options)
            self._options = None


def shown(schema: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the values that a form shows, sections included: what a person sends who changes nothing."""
    found: dict[str, Any] = {}
    for item in schema:
        if item.get("type") == "expandable":
            found[item["name"]] = shown(item["schema"])
        else:
            value = (item.get("description") or {}).get("suggested_value", item.get("default"))
            if value is not None:
                found[item["name"]] = value
    return found

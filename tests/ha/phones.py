"""Phones with Home Assistant's own app, whose push server is a mock."""

from typing import Any

from pytest_homeassistant_custom_component.common import MockConfigEntry
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

from homeassistant.core import Context, HomeAssistant
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util

PUSH_URL = "https://push.example/{}"


class Phone:
    """A person's phone: what it shows, and the buttons that are pressed on it."""

    def __init__(self, hass: HomeAssistant, web: AiohttpClientMocker, name: str, user_id: str) -> None:
        """Take the name and the owner of the phone."""
        self._hass, self._web = hass, web
        self.name, self.user_id = name, user_id
        self._url = PUSH_URL.format(name)

    async def set_up(self, status: int = 201) -> None:
        """Register the phone as its app does."""
        limits = {
            "attempts": 1,
            "successful": 1,
            "errors": 0,
            "total": 1,
            "maximum": 150,
            "remaining": 149,
            "resetsAt": (dt_util.utcnow()).strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        self._web.post(self._url, json={"rateLimits": limits}, status=status)
        entry = MockConfigEntry(
            domain="mobile_app",
            data={
                "app_data": {"push_token": "token", "push_url": self._url},
                "app_id": "io.homeassistant.test",
                "app_name": "Test",
                "app_version": "1",
                "device_id": self.name,
                "device_name": self.name,
                "manufacturer": "Test",
                "model": "Test",
                "os_name": "Test",
                "os_version": "1",
                "secret": "secret",
                "supports_encryption": False,
                "user_id": self.user_id,
                "webhook_id": f"webhook-{self.name}",
            },
            title=self.name,
        )
        entry.add_to_hass(self._hass)
        if "mobile_app" in self._hass.config.components:
            assert await self._hass.config_entries.async_setup(entry.entry_id)
        else:
            assert await async_setup_component(self._hass, "mobile_app", {})
        await self._hass.async_block_till_done()

    @property
    def pushed(self) -> list[dict[str, Any]]:
        """Return all that was sent to the phone."""
        return [data for _, url, data, _ in self._web.mock_calls if str(url) == self._url]

    @property
    def shown(self) -> dict[str, str]:
        """Return the notifications that the phone shows, by their tags."""
        shown: dict[str, str] = {}
        for push in self.pushed:
            tag = push["data"]["tag"]
            if push["message"] == "clear_notification":
                shown.pop(tag, None)
            else:
                shown[tag] = push["message"]
        return shown

    def button(self, number: int) -> dict[str, Any]:
        """Return a button of the last question, the yes first."""
        question = next(push for push in reversed(self.pushed) if push["data"].get("actions"))
        return dict(question["data"]["actions"][number])

    async def press(self, number: int, user_id: str | None = "own", **data: Any) -> None:
        """Press a button; by default as the owner of the phone."""
        user = self.user_id if user_id == "own" else user_id
        data = {"action": self.button(number)["action"], **data}
        self._hass.bus.async_fire("mobile_app_notification_action", data, context=Context(user_id=user))
        await self._hass.async_block_till_done()

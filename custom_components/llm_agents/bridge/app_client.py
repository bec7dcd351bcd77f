"""A client of the app's API: its health, its models, its comparison by meaning, and the graph of the home."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
import json
from typing import Any, Self

from aiohttp import ClientError, ClientSession, ClientTimeout
from yarl import URL

from homeassistant.const import CONF_HOST, CONF_PORT, CONF_SSL, CONF_TOKEN

from ..const import CONF_INSTANCE_ID, CONF_SUPERVISED
from ..core.home.model import Home

_QUICK = ClientTimeout(total=5, sock_connect=2)
_PUSH = ClientTimeout(total=60, sock_connect=2)


class AppError(Exception):
    """The app cannot be used; the message is fit for the log and never holds the token."""


class AppUnreachable(AppError):
    """Nothing answers, or not as the app does."""


class AppRefused(AppError):
    """The app does not take the token."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AppAddress:
    """Where an app is and what it asks for; `supervised` when the Supervisor told of it."""

    host: str
    port: int
    token: str
    instance_id: str | None = None
    ssl: bool = False
    supervised: bool = False

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Self:
        """Read an address from the data of a config entry."""
        return cls(
            host=data[CONF_HOST],
            port=data[CONF_PORT],
            token=data[CONF_TOKEN],
            instance_id=data.get(CONF_INSTANCE_ID),
            ssl=data.get(CONF_SSL, False),
            supervised=data.get(CONF_SUPERVISED, False),
        )

    def as_data(self) -> dict[str, Any]:
        """Return the form kept in a config entry."""
        return {
            CONF_HOST: self.host,
            CONF_PORT: self.port,
            CONF_TOKEN: self.token,
            CONF_INSTANCE_ID: self.instance_id,
            CONF_SSL: self.ssl,
            CONF_SUPERVISED: self.supervised,
        }

    def with_token(self, token: str) -> Self:
        """Return the address with another token."""
        return replace(self, token=token)

    def of_instance(self, instance_id: str) -> Self:
        """Return the address with the instance that was found there."""
        return replace(self, instance_id=instance_id)

    @property
    def url(self) -> URL:
        """Return the address of the API's root; raise `ValueError` for a host that is none."""
        return URL.build(scheme="https" if self.ssl else "http", host=self.host, port=self.port)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppHealth:
    """What an app tells of itself to everyone.

    `schema` is the version of its API, `encoder` what it compares sentences by, `None` where it cannot.
    """

    instance_id: str
    version: str
    schema: int
    model: str | None
    model_state: str
    encoder: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppModel:
    """The model that an app has loaded. `trusted` is false for one too small to be believed."""

    name: str
    trusted: bool


class AppClient:
    """Talks to one app over a session that the caller owns."""

    def __init__(self, session: ClientSession, address: AppAddress) -> None:
        """Talk to the app at an address."""
        self.address = address
        self._session = session

    async def health(self) -> AppHealth:
        """Return how the app is, asked without the token.

        Raises `AppUnreachable`, also when another app answers than the one expected: it must
        not be shown the token.
        """
        data = await self._request("GET", "health", authorised=False)
        try:
            health = AppHealth(
                instance_id=str(data["instance_id"]),
                version=str(data["version"]),
                schema=int(data.get("schema", 1)),
                model=data["model"]["name"],
                model_state=str(data["model"]["state"]),
                encoder=(data.get("understanding") or {}).get("name"),
            )
        except (AttributeError, KeyError, TypeError, ValueError) as err:
            raise AppUnreachable("what answers there is not the app") from err
        if self.address.instance_id not in (None, health.instance_id):
            raise AppUnreachable("another app answers there")
        return health

    async def model(self) -> AppModel | None:
        """Return the loaded model, `None` when there is none; raise `AppRefused` or `AppUnreachable`."""
        data = await self._request("GET", "v1/models")
        try:
            active = next((model for model in data["data"] if model.get("active", True)), None)
            return None if active is None else AppModel(name=active["id"], trusted=bool(active.get("trusted", False)))
        except (KeyError, TypeError, AttributeError) as err:
            raise AppUnreachable("what answers there is not the app") from err

    async def rank(self, body: bytes, limits: ClientTimeout) -> list[Any]:
        """Return how well candidates fit a sentence, row by row; raise `AppRefused` or `AppUnreachable`."""
        data = await self._request("POST", "understanding/rank", body=body, limits=limits)
        if not isinstance(data, Mapping) or not isinstance(rows := data.get("ranked"), list):
            raise AppUnreachable("what answers there is not the app")
        return rows

    async def put_home(self, body: bytes) -> None:
        """Replace the graph of the home; `body` is `graph_body(home)`. Raises `AppRefused` or `AppUnreachable`."""
        await self._request("PUT", "graph/home", body=body, limits=_PUSH)

    async def _request(
        self,
        method: str,
        path: str,
        *,
        authorised: bool = True,
        body: bytes | None = None,
        limits: ClientTimeout = _QUICK,
    ) -> Any:
        headers = {"Authorization": f"Bearer {self.address.token}"} if authorised else {}
        if body is not None:
            headers["Content-Type"] = "application/json"
        try:
            url = self.address.url / path
            async with self._session.request(
                method, url, headers=headers, data=body, timeout=limits, allow_redirects=False
            ) as response:
                if response.status in (401, 403):
                    raise AppRefused("the app does not take the token")
                if response.status != 200:
                    raise AppUnreachable(f"the app answers with HTTP {response.status}")
                return await response.json()
        except (ClientError, OSError, TimeoutError, ValueError) as err:
            raise AppUnreachable(f"the app does not answer ({type(err).__name__})") from err


def graph_body(home: Home) -> bytes:
    """Return the home as the app's graph takes it; some 400 bytes an entity, so not for the event loop."""
    return json.dumps(
        {
            "version": home.version,
            "floors": [
                {"floor_id": floor.floor_id, "name": floor.name, "aliases": floor.aliases, "level": floor.level}
                for floor in home.floors.values()
            ],
            "areas": [
                {
                    "area_id": area.area_id,
                    "name": area.name,
                    "aliases": area.aliases,
                    "floor_id": area.floor_id,
                    "labels": [home.labels.get(label, label) for label in area.labels],
                }
                for area in home.areas.values()
            ],
            "devices": [
                {"device_id": device.device_id, "name": device.name, "area_id": device.area_id}
                for device in home.devices.values()
            ],
            "entities": [
                {
                    "entity_id": entity.entity_id,
                    "name": entity.name,
                    "aliases": entity.aliases,
                    "area_id": entity.area_id,
                    "device_id": entity.device_id,
                    "device_class": entity.device_class,
                    "labels": [home.labels.get(label, label) for label in entity.labels],
                }
                for entity in home.entities.values()
            ],
        }
    ).encode()

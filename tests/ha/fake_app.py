"""An app as the integration sees it: its answers, mocked at the web session."""

from typing import Any

from aiohttp import ClientError
from pytest_homeassistant_custom_component.test_util.aiohttp import AiohttpClientMocker

from custom_components.llm_agents.bridge.app_client import AppAddress

INSTANCE = "3f1c7c1e9a6b4c55a2f0c0ffee000001"
TOKEN = "the-token-of-the-app"
ADDRESS = AppAddress(host="192.0.2.7", port=8099, token=TOKEN, instance_id=INSTANCE)


def health(**changed: Any) -> dict[str, Any]:
    """Return what an app tells of itself."""
    told = {
        "status": "ok",
        "instance_id": INSTANCE,
        "version": "0.1.0",
        "schema": 1,
        "model": {"name": "smollm2-135m", "state": "ready"},
        "understanding": {"name": "use-multilingual-v3", "loaded": False},
    }
    return told | changed


class FakeApp:
    """Answers for an app at an address; the mocks are laid anew with each change."""

    def __init__(self, mocker: AiohttpClientMocker, address: AppAddress = ADDRESS) -> None:
        """Answer as an app that is well."""
        self._mocker = mocker
        self._url = str(address.url)
        self.answer()

    def answer(
        self,
        *,
        status: int = 200,
        away: bool = False,
        trusted: bool = False,
        ranked: Any = ({"candidate": 0, "score": 0.1, "probability": 0.1},),
        **changed: Any,
    ) -> None:
        """Answer from now on with a status to what needs the token; `away` is no answer at all."""
        self._mocker.clear_requests()
        exc = ClientError() if away else None
        model = {"id": "smollm2-135m", "active": True, "trusted": trusted}
        self._mocker.get(f"{self._url}/health", json=health(**changed), exc=exc)
        self._mocker.get(f"{self._url}/v1/models", json={"data": [model]}, status=status, exc=exc)
        self._mocker.post(f"{self._url}/v1/chat/completions", text="data: [DONE]\n\n", status=status, exc=exc)
        rows = {"ranked": list(ranked) if isinstance(ranked, tuple) else ranked}
        self._mocker.post(f"{self._url}/understanding/rank", json=rows, status=status, exc=exc)
        self._mocker.put(f"{self._url}/graph/home", json={"changed": True}, status=status, exc=exc)

    def asked(self, method: str, path: str) -> list[Any]:
        """Return the bodies of the requests of a kind."""
        return [
            body for called, url, body, _ in self._mocker.mock_calls if (called.upper(), url.path) == (method, path)
        ]

    def tokens_at(self, path: str) -> list[str | None]:
        """Return the tokens that were shown at a path."""
        return [
            (headers or {}).get("Authorization") for _, url, _, headers in self._mocker.mock_calls if url.path == path
        ]

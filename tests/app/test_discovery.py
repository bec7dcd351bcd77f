"""The announcement, heard on loopback."""

import asyncio
from pathlib import Path

import pytest
from zeroconf import ServiceStateChange
from zeroconf.asyncio import AsyncServiceBrowser, AsyncServiceInfo, AsyncZeroconf

from llm_agents_app import __version__
from llm_agents_app.discovery import SERVICE_TYPE, announced

from .running import started

LOOPBACK = "127.0.0.1"


async def heard(name_part: str, change: ServiceStateChange) -> AsyncServiceInfo:
    """Wait for a change of the service and return what it tells."""
    found: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def on_change(name: str, state_change: ServiceStateChange, **_: object) -> None:
        if name_part in name and state_change is change and not found.done():
            found.set_result(name)

    zeroconf = AsyncZeroconf(interfaces=[LOOPBACK])
    browser = AsyncServiceBrowser(zeroconf.zeroconf, SERVICE_TYPE, handlers=[on_change])
    try:
        async with asyncio.timeout(10):
            info = AsyncServiceInfo(SERVICE_TYPE, await found)
            await info.async_request(zeroconf.zeroconf, 3000)
            return info
    finally:
        await browser.async_cancel()
        await zeroconf.async_close()


async def test_it_is_heard_with_what_the_integration_needs() -> None:
    async with announced(LOOPBACK, 4711, "feedbeef" * 4):
        info = await heard("feedbeef", ServiceStateChange.Added)
    assert info.port == 4711
    assert info.parsed_addresses() == [LOOPBACK]
    assert info.decoded_properties == {"id": "feedbeef" * 4, "version": __version__, "schema": "1", "app": "false"}


async def test_a_running_app_announces_itself_and_its_token_is_not_told(tmp_path: Path) -> None:
    with started(tmp_path / "data", "--model", "none") as app:
        info = await heard(app.instance_id[:12], ServiceStateChange.Added)
    assert (info.port, info.decoded_properties["id"]) == (app.port, app.instance_id)
    assert app.token not in str(info.properties)


async def test_told_not_to_it_keeps_silent(tmp_path: Path) -> None:
    with started(tmp_path / "data", "--model", "none", "--no-zeroconf") as app, pytest.raises(TimeoutError):
        async with asyncio.timeout(3):
            await heard(app.instance_id[:12], ServiceStateChange.Added)


async def test_a_network_that_refuses_is_no_error(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(_: str) -> None:
        raise OSError("no multicast here")

    monkeypatch.setattr("llm_agents_app.discovery._open", refuse)
    async with announced(LOOPBACK, 1, "x" * 32):
        pass
    assert "no multicast here" in caplog.text

"""Announces the app on the local network, so that the integration finds it where there is no Supervisor."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
import ipaddress
import logging

from ifaddr import get_adapters
from zeroconf import NonUniqueNameException
from zeroconf.asyncio import AsyncServiceInfo, AsyncZeroconf

from . import API_SCHEMA, __version__

_LOGGER = logging.getLogger(__name__)

SERVICE_TYPE = "_llm-agents._tcp.local."
IPV6_LOOPBACK = "::1"
EVERY_ADDRESS = frozenset({"0.0.0.0", "::"})  # noqa: S104 - compared with, not bound to


def interfaces(host: str) -> list[str] | None:
    """Return the addresses to announce on for a bound host: None for all of them."""
    return None if host in EVERY_ADDRESS else [host]


@asynccontextmanager
async def announced(host: str, port: int, instance_id: str) -> AsyncIterator[None]:
    """Announce while inside, on the interfaces that reach the bound address: loopback stays on this machine.

    The token is not told: the owner copies it. A network without multicast is no error.
    """
    if host == IPV6_LOOPBACK:
        _LOGGER.info("Not announced by zeroconf: there is no multicast on %s", host)
        yield
        return
    try:
        zeroconf = _open(host)
    except OSError as err:
        _LOGGER.warning("Not announced by zeroconf: %s", err)
        yield
        return
    try:
        try:
            await zeroconf.async_register_service(_service(host, port, instance_id))
        except (OSError, NonUniqueNameException) as err:
            _LOGGER.warning("Not announced by zeroconf: %s", err)
        yield
    finally:
        await zeroconf.async_unregister_all_services()
        await zeroconf.async_close()


def _open(host: str) -> AsyncZeroconf:
    chosen = interfaces(host)
    return AsyncZeroconf() if chosen is None else AsyncZeroconf(interfaces=chosen)


def _service(host: str, port: int, instance_id: str) -> AsyncServiceInfo:
    chosen = interfaces(host)
    addresses = _own_addresses() if chosen is None else chosen
    return AsyncServiceInfo(
        SERVICE_TYPE,
        f"llm-agents-{instance_id[:12]}.{SERVICE_TYPE}",
        port=port,
        properties={"id": instance_id, "version": __version__, "schema": str(API_SCHEMA), "app": "false"},
        server=f"llm-agents-{instance_id[:12]}.local.",
        parsed_addresses=addresses,
    )


def _own_addresses() -> list[str]:
    """Return this machine's addresses that others can reach."""
    found = [ip.ip if isinstance(ip.ip, str) else ip.ip[0] for adapter in get_adapters() for ip in adapter.ips]
    parsed = [ipaddress.ip_address(address) for address in found]
    return [str(address) for address in parsed if not (address.is_loopback or address.is_link_local)]

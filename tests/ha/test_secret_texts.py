"""Keys and tokens of an entry are known by their value, wherever they stand."""

from types import MappingProxyType

from pytest_homeassistant_custom_component.common import MockConfigEntry

from custom_components.llm_agents.secret_texts import secret_texts
from homeassistant.config_entries import ConfigSubentry, ConfigSubentryDataWithId


def test_keys_of_the_app_and_of_backends_are_found() -> None:
    backend = ConfigSubentryDataWithId(
        data=MappingProxyType({"server": {"api_key": "sk-one", "url": "http://here"}, "model": "m"}),
        subentry_id="one",
        subentry_type="backend",
        title="One",
        unique_id=None,
    )
    entry = MockConfigEntry(data={"app": {"host": "h", "token": "two"}, "api_key": ""}, subentries_data=[backend])
    assert isinstance(entry.subentries["one"], ConfigSubentry)
    assert secret_texts(entry) == ("two", "sk-one")

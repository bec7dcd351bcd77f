"""The demo home's catalogue agrees with the house, the dashboard and the README."""

from collections import Counter
import json
import re

from demo.custom_components.demo_home.arrangement import AREAS, FLOORS, LABELS, full_name
from demo.custom_components.demo_home.catalogue import DEVICES
from demo.custom_components.demo_home.readings import CONTACTS, SENSORS, SUNSHINE
from demo.custom_components.demo_home.settings import BUTTONS, CHOICES, NUMBERS
from demo.custom_components.demo_home.sim.building import OPENINGS, ROOMS, build
from tests.conftest import ROOT

CONFIG = ROOT / "demo" / "config"
ENTITY = re.compile(r"(?<![\w.])(?:[a-z_]+)\.[a-z0-9_]+(?![\w.])")
THINGS = [(device, thing) for device in DEVICES for thing in device.things]
IDS = {thing.entity_id for _, thing in THINGS}


def test_three_floors_and_twelve_rooms() -> None:
    assert len(FLOORS) == 3
    assert len(AREAS.keys() - {"garden"}) == 12
    assert AREAS.keys() - {"garden"} == ROOMS.keys()
    assert {area.floor for area in AREAS.values()} == {*FLOORS, None}


def test_every_device_of_the_house_has_an_entity() -> None:
    assert len(IDS) == len(THINGS)
    assert build().keys() <= IDS
    readable = {*SENSORS, *SUNSHINE, *CONTACTS, *OPENINGS}
    assert readable == {i for i in IDS if i.startswith(("sensor.", "binary_sensor."))}
    assert {*NUMBERS, *CHOICES, *BUTTONS} == {i for i in IDS if i.startswith(("number.", "select.", "button."))}


def test_rooms_and_labels_exist() -> None:
    assert {device.area for device in DEVICES} <= {*AREAS, None}
    assert {label for _, thing in THINGS for label in thing.labels} <= LABELS.keys()


def test_the_awkward_cases_are_there() -> None:
    names = Counter(full_name(device, thing) for device, thing in THINGS)
    assert names["Desk Lamp"] == 2
    assert names["Stehlampe"] == 1
    assert any(device.area is None and device.name == "Fairy Lights" for device in DEVICES)
    assert AREAS["bathroom"].name in AREAS["guest_bathroom"].name
    assert [i.entity_id for _, i in THINGS if i.entity_id == "switch.server_rack" and not i.exposed]


def test_the_dashboard_shows_what_exists() -> None:
    text = (CONFIG / "dashboard.yaml").read_text()
    shown = {word for line in text.splitlines() if "entit" in line for word in ENTITY.findall(line)}
    people = {"person.alex", "person.sam"}
    assert shown - people <= IDS
    assert "custom:llm-agents-card" in text
    assert "conversation.llm_agents" in text


def test_the_energy_dashboard_counts_meters_that_exist() -> None:
    text = (CONFIG / ".storage" / "energy").read_text()
    assert json.loads(text)["key"] == "energy"
    assert set(re.findall(r"sensor\.\w+", text)) <= IDS


def test_automations_scripts_and_scenes_name_what_exists() -> None:
    domains = {entity_id.partition(".")[0] for entity_id in IDS}
    for name in ("automations", "scripts", "scenes"):
        words = ENTITY.findall((CONFIG / f"{name}.yaml").read_text())
        actions = re.findall(r"action: (\S+)", (CONFIG / f"{name}.yaml").read_text())
        named = {word for word in words if word.partition(".")[0] in domains and word not in actions}
        assert named
        assert named <= IDS


def test_the_readme_lists_every_device() -> None:
    readme = (ROOT / "demo" / "README.md").read_text()
    assert [device.name for device in DEVICES if device.name not in readme] == []
    assert [area.name for area in AREAS.values() if area.name not in readme] == []

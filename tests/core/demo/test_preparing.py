"""The demo's configuration folder: laid out anew at each start, with what the owner made kept."""

import json
from pathlib import Path

from demo.runner.layout import Layout
from demo.runner.preparing import lay_out


def test_a_start_keeps_what_the_owner_made_and_renews_the_rest(tmp_path: Path) -> None:
    layout = Layout(tmp_path)
    lay_out(layout, 8123)
    automations, configuration = layout.config / "automations.yaml", layout.config / "configuration.yaml"
    energy = layout.config / ".storage" / "energy"
    automations.write_text("- id: of_the_owner")
    energy.write_text("{}")
    shipped = configuration.read_text()
    configuration.write_text("changed")
    lay_out(layout, 8124)
    assert automations.read_text() == "- id: of_the_owner"
    assert energy.read_text() == "{}"
    assert configuration.read_text() == shipped
    assert json.loads((layout.config / ".storage" / "http").read_text())["data"]["stable"]["server_port"] == 8124
    assert (layout.config / "custom_components" / "llm_agents").is_symlink()

"""The tool by which other assistants see the energy plan and ask for wishes to be planned with."""

from typing import Any, override

import voluptuous as vol

from homeassistant.core import HomeAssistant
from homeassistant.helpers.llm import ToolAnnotations, ToolResult

from .agent_tool import AgentTool, result, told
from .const import DOMAIN
from .core.agents.energy_tool import requests_of
from .core.energy.wish_data import KINDS, MOST_WISHES, WEEKDAYS, BadWish, plan_data, wish_data
from .core.journal.record import Asker

_WISH = vol.Schema(
    {
        vol.Required("kind"): vol.In(KINDS),
        vol.Optional("asset", description="Name of the asset; none for away and prefer"): vol.All(
            str, vol.Length(max=80)
        ),
        vol.Optional("percent"): vol.All(vol.Any(int, float), vol.Range(min=0, max=100)),
        vol.Optional("celsius"): vol.All(vol.Any(int, float), vol.Range(min=5, max=30)),
        vol.Optional("power_kw"): vol.All(vol.Any(int, float), vol.Range(min=-100, max=100)),
        vol.Optional("price"): vol.All(vol.Any(int, float), vol.Range(min=0, max=1000)),
        vol.Optional("from", description="ISO 8601 in the home's time, or HH:MM"): vol.All(str, vol.Length(max=40)),
        vol.Optional("until", description="ISO 8601 in the home's time, or HH:MM"): vol.All(str, vol.Length(max=40)),
        vol.Optional("weekdays", description="For a wish that holds again and again"): [vol.In(WEEKDAYS)],
    }
)


class PlanEnergy(AgentTool):
    """Tells the energy plan, and asks that wishes be planned with."""

    name = f"{DOMAIN}__plan_energy"
    title = "Plan the energy"
    description = (
        "Tell the home's energy plan: what each battery, vehicle, heating and appliance will do, what it costs and why, "
        "and the wishes that hold. With wishes, a person has to agree in Home Assistant before they are planned with."
    )
    annotations = ToolAnnotations(read_only=False, destructive=False, idempotent=True, open_world=False)
    schema = vol.Schema(
        {
            vol.Optional("wishes", default=list, description="What the user wants of the assets"): vol.All(
                [_WISH], vol.Length(max=MOST_WISHES)
            )
        }
    )

    @override
    async def answer(self, hass: HomeAssistant, arguments: dict[str, Any], asker: Asker, language: str) -> ToolResult:
        """Return the plan, or ask whether the wishes are to be planned with."""
        heeder = self.data.kernel.heeder
        if (energy := heeder.energy) is None:
            return ToolResult(data={"error": "no energy plan is there"}, error=True)
        now = heeder.now()
        if not arguments["wishes"]:
            plan = energy.plan()
            wishes = [wish_data(wish, energy.assets(), now) for wish in heeder.wishes.list()[:MOST_WISHES]]
            return result(plan=plan_data(plan, energy.assets(), now) if plan else None, wishes=wishes)
        try:
            requests = requests_of(arguments["wishes"], heeder, energy, self.title)
        except BadWish as err:
            return ToolResult(data={"error": str(err)}, error=True)
        return told(await self.data.serve(self.utterance(hass, self.title, asker, language), *requests))

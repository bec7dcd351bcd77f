"""What differs between the versions of Home Assistant that we support, 2026.10 to 2026.11; and nowhere else."""

from homeassistant.helpers import intent


def is_intent_script(handler: intent.IntentHandler) -> bool:
    """Return whether an intent is one that the owner wrote as an intent script.

    The class moved within its integration in 2026.11, so it is known by where it comes from.
    """
    module = type(handler).__module__
    return module == "homeassistant.components.intent_script" or module.startswith(
        "homeassistant.components.intent_script."
    )

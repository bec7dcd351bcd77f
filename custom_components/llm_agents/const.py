"""Names that several modules of the integration share."""

from typing import Final

from homeassistant.const import Platform

DOMAIN: Final = "llm_agents"
NAME: Final = "LLM Agents"
PLATFORMS: Final = (
    Platform.AI_TASK,
    Platform.BINARY_SENSOR,
    Platform.BUTTON,
    Platform.CALENDAR,
    Platform.CONVERSATION,
    Platform.EVENT,
    Platform.SELECT,
    Platform.SENSOR,
)
ASSISTANT: Final = "conversation"
"""The name under which entities are exposed to Assist."""

SUBENTRY_AGENT: Final = "agent"
SUBENTRY_RULE: Final = "rule"
SUBENTRY_BACKEND: Final = "backend"
SUBENTRY_EXPERIMENT: Final = "experiment"
SUBENTRY_ASSET: Final = "asset"

CONF_APP: Final = "app"
CONF_INSTANCE_ID: Final = "instance_id"
CONF_SUPERVISED: Final = "supervised"
"""Set for an app that the Supervisor told of, and whose address and token are the Supervisor's to change."""

CONF_CONFIRM: Final = "confirm"
CONF_VERIFY_TIMEOUT: Final = "verify_timeout"
CONF_RETENTION_DAYS: Final = "retention_days"
CONF_BACKEND_ORDER: Final = "backend_order"
CONF_PINS: Final = "pins"
CONF_APPROVAL_MINUTES: Final = "approval_minutes"
CONF_BUDGET: Final = "budget"
CONF_NOTIFY_APPROVALS: Final = "notify_approvals"
CONF_ASK_ALOUD: Final = "ask_aloud"
CONF_HABITS: Final = "habits"
CONF_PREDICTIONS: Final = "predictions"
DEFAULT_VERIFY_TIMEOUT: Final = 2.0
DEFAULT_RETENTION_DAYS: Final = 90
DEFAULT_APPROVAL_MINUTES: Final = 60

DEFAULT_APP_PORT: Final = 8099
APP_SCHEMA: Final = 1
"""The version of the app's API that this integration speaks."""

DOCUMENTATION_URL: Final = "https://github.com/llm-agents/llm-agents"

ISSUE_APP_TOO_NEW: Final = "app_too_new"
ISSUE_APP_TOO_OLD: Final = "app_too_old"
ISSUE_JOURNAL_MOVED: Final = "journal_moved"
ISSUE_LOCAL_HANDLING: Final = "local_handling"
ISSUE_SENTENCE_TRIGGER: Final = "sentence_trigger"

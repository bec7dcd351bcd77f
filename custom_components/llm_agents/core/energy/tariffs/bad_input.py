"""What is wrong with an input."""

from collections.abc import Mapping


class BadInput(ValueError):
    """An input cannot be used. `key` says why (a key of the words), `placeholders` with what."""

    def __init__(self, key: str, placeholders: Mapping[str, object] | None = None) -> None:
        """Name the reason."""
        self.key = key
        self.placeholders = {name: str(value) for name, value in (placeholders or {}).items()}
        super().__init__(f"{key}: {self.placeholders}" if self.placeholders else key)

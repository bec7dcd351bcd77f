"""What is wrong with an asset."""


class BadAsset(ValueError):
    """The data is not an asset. `field` names what is wrong, `reason` how: both are keys of the form's words.

    Reasons: `missing`, `number`, `range`, `order`, `choice`, `form`.
    """

    def __init__(self, field: str, reason: str) -> None:
        """Name the field and the reason."""
        super().__init__(f"not an asset: {field}: {reason}")
        self.field = field
        self.reason = reason

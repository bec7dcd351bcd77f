"""What the owner is told of: each problem once, until it is over."""

from collections.abc import Callable, Mapping

from ...core.energy.showing import Notice

type Report = Callable[[str, Notice | None], None]
"""Tell the owner of a problem by its id, or (`None`) that it is over."""

_INPUT = "input_"


class Troubles:
    """The problems there are, by their ids."""

    def __init__(self, report: Report) -> None:
        """Tell of problems by a function."""
        self._report = report
        self._found: dict[str, Notice] = {}

    @property
    def notices(self) -> tuple[Notice, ...]:
        """Return what the owner is told of now."""
        return tuple(self._found.values())

    def tell(self, key: str, notice: Notice | None) -> None:
        """Tell of a problem, or that it is over; what was told already is not told again."""
        if notice == self._found.get(key):
            return
        if notice is None:
            del self._found[key]
        else:
            self._found[key] = notice
        self._report(key, notice)

    def inputs(self, found: Mapping[str, Notice]) -> None:
        """Tell of all that is wrong with inputs; what is not among it is over."""
        for key in [key for key in self._found if key.startswith(_INPUT)]:
            if key.removeprefix(_INPUT) not in found:
                self.tell(key, None)
        for key, notice in found.items():
            self.tell(f"{_INPUT}{key}", notice)

"""What the owner is told of: each problem once, until it is over."""

from collections.abc import Callable, Mapping

from ...core.energy.showing import Notice

type Report = Callable[[str, Notice | None], None]
"""Tell the owner of a problem by its id, or (`None`) that it is over."""


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

    def all_of(self, group: str, found: Mapping[str, Notice]) -> bool:
        """Tell of all problems of a group, by their ids in it; what is not among them is over. Return whether any is new."""
        before = set(self._found)
        ids = {f"{group}_{key}": notice for key, notice in found.items()}
        for key in [key for key in self._found if key.startswith(f"{group}_") and key not in ids]:
            self.tell(key, None)
        for key, notice in ids.items():
            if key not in self._found or self._found[key].key != notice.key:
                self.tell(key, notice)
        return before != set(self._found)

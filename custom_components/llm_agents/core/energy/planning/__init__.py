"""The plan of a home: a linear programme with few binaries, solved by HiGHS in stages.

`solve` turns a `Problem` into a `Plan`. Each kind of asset adds its columns and rows to one model (`scene`, `model`);
every wish has a slack with a name, so that a plan exists and says what it could not meet.
"""

from ..plan import NoPlan
from .options import Options
from .solving import solve

__all__ = ["NoPlan", "Options", "solve"]

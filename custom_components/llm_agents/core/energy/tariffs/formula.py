"""Taxes and fees as a formula over the spot price: arithmetic that is read into a tree and evaluated by this module alone.

Numbers, `+ - * / %`, comparisons, `and`, `or`, `not`, `a if condition else b`, `min`, `max`, `abs`, `round`, and the
names of `NAMES`. Nothing else is a formula: no attributes, no other calls, no powers.
"""

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
import math
import operator
from typing import Any

from .bad_input import BadInput

NAMES = ("spot", "vat", "fees", "hour", "weekday", "month")
"""What a formula may name: the spot price and fees in currency/kWh, VAT as a share, the local hour, weekday and month."""
LONGEST = 400
_DEEPEST = 40
_MOST = 1e6

type _Step = Callable[[Mapping[str, float]], float]

_BINARY: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Mod: operator.mod,
}
_COMPARISONS: Mapping[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
}
_CALLS: Mapping[str, tuple[Callable[..., float], int, int]] = {
    "min": (min, 2, 8),
    "max": (max, 2, 8),
    "abs": (abs, 1, 1),
    "round": (lambda value, digits=0.0: round(value, int(digits)), 1, 2),
}


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula that was read; call it with its names' values."""

    text: str
    _step: _Step

    def __call__(self, values: Mapping[str, float]) -> float:
        """Return the result; raises `BadInput` (`formula_result`) for what is no finite number."""
        try:
            result = float(self._step(values))
        except (ArithmeticError, ValueError) as error:
            raise BadInput("formula_result", {"formula": self.text}) from error
        if not math.isfinite(result) or abs(result) > _MOST:
            raise BadInput("formula_result", {"formula": self.text})
        return result


def formula(text: str) -> Formula:
    """Return a formula from its text. Raises `BadInput`.

    Keys: `formula_syntax`, `formula_comma`, `formula_name`, `formula_call`, `formula_part`, `formula_long`.
    """
    told = text.strip().removeprefix("=").strip()
    if not told or len(told) > LONGEST:
        raise BadInput("formula_long" if told else "formula_syntax", {"formula": told[:40]})
    try:
        tree = ast.parse(told, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        raise BadInput("formula_syntax", {"formula": told}) from error
    if isinstance(tree, ast.Tuple):
        raise BadInput("formula_comma", {"formula": told})
    return Formula(told, _read(tree, 0))


def _read(node: ast.expr, depth: int) -> _Step:
    if depth > _DEEPEST:
        raise BadInput("formula_long", {"formula": ast.unparse(node)[:40]})
    match node:
        case ast.Constant(value=bool() | str() | bytes() | complex() | None):
            raise BadInput("formula_part", {"part": ast.unparse(node)})
        case ast.Constant(value=int() | float() as number) if math.isfinite(number) and abs(number) <= _MOST:
            constant = float(number)
            return lambda _values: constant
        case ast.Name(id=name) if name in NAMES:
            return lambda values: values[name]
        case ast.Name(id=name):
            raise BadInput("formula_name", {"part": name, "names": ", ".join(NAMES)})
        case ast.UnaryOp():
            return _unary(node, depth)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _BINARY:
            do, one, other = _BINARY[type(op)], _read(left, depth + 1), _read(right, depth + 1)
            return lambda values: do(one(values), other(values))
        case ast.Compare():
            return _comparison(node, depth)
        case ast.BoolOp(op=op, values=parts):
            steps, every = [_read(part, depth + 1) for part in parts], isinstance(op, ast.And)
            return lambda values: float((all if every else any)(step(values) for step in steps))
        case ast.IfExp(test=test, body=body, orelse=orelse):
            asked, then, other = (_read(part, depth + 1) for part in (test, body, orelse))
            return lambda values: then(values) if asked(values) else other(values)
        case ast.Call():
            return _call(node, depth)
    raise BadInput("formula_part", {"part": ast.unparse(node)[:40]})


def _unary(node: ast.UnaryOp, depth: int) -> _Step:
    inner = _read(node.operand, depth + 1)
    match node.op:
        case ast.USub():
            return lambda values: -inner(values)
        case ast.UAdd():
            return inner
        case ast.Not():
            return lambda values: float(not inner(values))
    raise BadInput("formula_part", {"part": ast.unparse(node)[:40]})


def _comparison(node: ast.Compare, depth: int) -> _Step:
    sides = [_read(part, depth + 1) for part in (node.left, *node.comparators)]
    if any(type(op) not in _COMPARISONS for op in node.ops):
        raise BadInput("formula_part", {"part": ast.unparse(node)[:40]})
    asked = [_COMPARISONS[type(op)] for op in node.ops]

    def compare(values: Mapping[str, float]) -> float:
        numbers = [side(values) for side in sides]
        return float(all(ask(*pair) for ask, pair in zip(asked, pairwise(numbers), strict=True)))

    return compare


def _call(node: ast.Call, depth: int) -> _Step:
    name: Any = node.func.id if isinstance(node.func, ast.Name) else ast.unparse(node.func)
    if name not in _CALLS or node.keywords or any(isinstance(part, ast.Starred) for part in node.args):
        raise BadInput("formula_call", {"part": str(name)[:40], "names": ", ".join(_CALLS)})
    do, least, most = _CALLS[name]
    if not least <= len(node.args) <= most:
        raise BadInput("formula_call", {"part": str(name), "names": ", ".join(_CALLS)})
    steps = [_read(part, depth + 1) for part in node.args]
    return lambda values: do(*(step(values) for step in steps))

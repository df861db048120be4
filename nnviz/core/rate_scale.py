"""Learning rates on a slider: equal distances multiply by equal factors."""

from __future__ import annotations

import math

LOWEST, HIGHEST = 1e-5, 1.0
STEPS = 100


def rate_place(rate: float) -> int:
    """Return the place of a rate, 0 to `STEPS`; rates beyond the ends are put there.

    Examples
    --------
    >>> rate_place(1e-5), rate_place(0.001), rate_place(1.0), rate_place(100.0)
    (0, 40, 100, 100)
    """
    share = math.log(max(rate, LOWEST) / LOWEST) / math.log(HIGHEST / LOWEST)
    return round(STEPS * min(share, 1.0))


def rate_at_place(place: int) -> float:
    """Return the rate of a place, in two digits.

    Examples
    --------
    >>> rate_at_place(40), rate_at_place(46), rate_at_place(100)
    (0.001, 0.002, 1.0)
    """
    return float(f"{LOWEST * (HIGHEST / LOWEST) ** (place / STEPS):.1e}")

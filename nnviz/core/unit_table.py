"""One unit's window as an array and as lines of cells for a spreadsheet."""

from __future__ import annotations

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.unit_arithmetic import UnitArithmetic


def window_array(found: UnitArithmetic) -> Array | None:
    """Return the products of a weighted sum, else the values that the unit reads; None where it is not followed."""
    if found.products is not None:
        return found.products
    if not found.windows:
        return None
    if len(found.windows) == 1:
        return found.windows[0].values
    return np.array([window.values.ravel()[0] for window in found.windows])


def unit_table(found: UnitArithmetic) -> str:
    """Return a line for each value that the unit reads: tensor, cell, value and, of a sum, weight and product."""
    weighted = found.kernel is not None
    lines = ["\t".join(["tensor", "cell", "value", *(["weight", "product"] if weighted else [])])]
    for window in found.windows:
        for index in np.ndindex(window.values.shape):
            place = "padding" if window.padded[index] else str(list(window.cell(index)))
            cells = [window.key, place, f"{window.values[index]:.9g}"]
            if found.kernel is not None and found.products is not None:
                cells += [f"{found.kernel[index]:.9g}", f"{found.products[index]:.9g}"]
            lines.append("\t".join(cells))
    numbers = (("sum", found.sum), ("bias", found.bias), ("result", found.result))
    lines += [f"{name}\t\t{value:.9g}" for name, value in numbers if value is not None]
    return "\n".join(lines) if found.windows else ""

"""The lines of NumPy that give the array on show: where it comes from, and the part of it that is looked at."""

from __future__ import annotations

from pathlib import Path

from nnviz.core.box import BoxSource


def file_code(path: Path, key: str | None, mapped: bool = False) -> str:
    """Return the lines that load an array from a NumPy file; empty for other files, which NumPy alone does not read.

    Examples
    --------
    >>> print(file_code(Path("a.npz"), "maps"))
    import numpy as np
    <BLANKLINE>
    array = np.load('a.npz')['maps']
    """
    suffix = path.suffix.lower()
    if suffix not in (".npy", ".npz"):
        return ""
    mode = ', mmap_mode="r"' if mapped else ""
    chosen = "" if key is None else f"[{key!r}]"
    return f"import numpy as np\n\narray = np.load({str(path)!r}{mode}){chosen}"


def example_code(expression: str) -> str:
    """Return the lines that make the array of an expression."""
    return f"import numpy as np\n\narray = {expression}"


def shown_code(origin: str, source: BoxSource | None) -> str:
    """Return `origin`, whose last line makes `array`, and below it the part that is shown where it is not all.

    Examples
    --------
    >>> import numpy as np
    >>> print(shown_code("array = a", BoxSource(np.zeros((2, 3, 4, 5)), fixed=(1,))).rstrip())
    array = a
    shown = array[1, :, :, :]
    """
    if not origin or source is None:
        return ""
    if not source.fixed_axes:
        return f"{origin}\n"
    places = dict(zip(source.fixed_axes, source.fixed_indices, strict=True))
    picked = ", ".join(str(places.get(axis, ":")) for axis in range(source.array.ndim))
    return f"{origin}\nshown = array[{picked}]\n"

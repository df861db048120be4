"""nnviz: a desktop laboratory for neural networks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nnviz.window_handle import WindowHandle

__version__ = "0.1.0"
__all__ = ["__version__", "view"]


def view(array: Any, title: str = "") -> WindowHandle:
    """Open a window on an array, or on anything `np.asarray` makes one of, and return at once.

    The window is a process of its own and looks at a copy: what is done to `array` afterwards is not seen. Its file
    is deleted when the window closes, or when this Python ends.

    Parameters
    ----------
    array : array_like
        Numbers, complex numbers, dates, text, records or nested lists. What a masked array hides becomes NaN; integers
        and truth values are turned into floats for that.
    title : str
        What the file, and so the entry in the window's list, is called.

    Returns
    -------
    WindowHandle
        `close()` ends the window, `wait()` blocks until somebody closes it.

    Raises
    ------
    ValueError
        When the array holds Python objects, has rows of different lengths or more axes than can be shown.

    Examples
    --------
    >>> import nnviz, numpy as np
    >>> window = nnviz.view(np.random.default_rng(0).normal(size=(4, 5, 6)))  # doctest: +SKIP
    >>> window.close()  # doctest: +SKIP
    """
    from nnviz.window_handle import open_window

    return open_window(array, title)

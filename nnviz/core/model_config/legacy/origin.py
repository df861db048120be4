"""Which Keras wrote a description, as far as its meaning depends on that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from nnviz.core.model_config.facts import Facts

DATA_FORMATS = {"tf": "channels_last", "th": "channels_first"}
"""The names that Keras 1 gave to the order of axes, and today's."""

KERAS_1_KEYS = frozenset({
    "nb_filter", "nb_row", "border_mode", "dim_ordering", "pool_length", "subsample", "W_regularizer",
    "inner_activation", "consume_less", "concat_axis", "filter_length",
})  # fmt: skip


@dataclass(frozen=True)
class Origin:
    """The generation of Keras (1, 2 or 3), its backend, and the order of axes that Keras 1 left unsaid.

    `corner_pixels` tells that bilinear enlargement kept the first pixel at its place instead of spreading all evenly.
    `data_format` is None where nothing in the model tells it.
    """

    generation: int
    theano: bool = False
    corner_pixels: bool = False
    data_format: str | None = None

    @classmethod
    def of(cls, config: Any, facts: Facts) -> Origin:
        """Return the origin from what the file records or else from the words of its description."""
        generation = facts.keras_major or _generation_from_words(config)
        return cls(
            generation=min(max(generation, 1), 3),
            theano=facts.backend == "theano",
            corner_pixels=generation < 3 and _enlarges_from_corners(facts.keras_version),
            data_format=_common_data_format(config),
        )


def _enlarges_from_corners(version: str) -> bool:
    """Tell Keras up to 2.3.1, and TensorFlow's up to 2.1.6-tf, from its later ones (2.2.4-tf, 2.3.0-tf, 2.4.0)."""
    parts = version.removesuffix("-tf").split(".")
    numbers = tuple(int(part) for part in parts[:2] if part.isascii() and part.isdigit())
    return len(numbers) < 2 or numbers < ((2, 2) if version.endswith("-tf") else (2, 4))


def _generation_from_words(config: Any) -> int:
    newest = 2
    for item in objects_in(config):
        if KERAS_1_KEYS & item.keys() and item.get("class_name") is None:
            newest = 1
        if "batch_shape" in item or "registered_name" in item:
            return 3
    return newest


def _common_data_format(config: Any) -> str | None:
    found = {DATA_FORMATS.get(str(item.get("dim_ordering"))) for item in objects_in(config) if "dim_ordering" in item}
    return found.pop() if len(found) == 1 else None


def objects_in(config: Any) -> Iterator[dict[str, Any]]:
    """Yield every dictionary inside `config`."""
    waiting = [config]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting.extend(one.values())
        elif isinstance(one, list):
            waiting.extend(one)

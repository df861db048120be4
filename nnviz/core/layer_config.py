"""The settings of a layer that its arithmetic depends on, told without Keras."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

Setting = bool | int | float | str | tuple["Setting", ...] | None

_LONGEST_TEXT = 200
_LONGEST_LIST = 64


@dataclass(frozen=True)
class LayerConfig:
    """Plain values by Keras' own names (`strides`, `padding`, `data_format` ...), hashable; lists are tuples.

    Examples
    --------
    >>> config = layer_config({"strides": [2, 2], "padding": "same", "kernel_initializer": {"class_name": "Zeros"}})
    >>> config.get("strides"), config.get("kernel_initializer", "not kept")
    ((2, 2), 'not kept')
    """

    items: tuple[tuple[str, Setting], ...] = ()

    def get(self, name: str, default: Any = None) -> Any:
        """Return a setting, or `default` where the layer has none of this name."""
        return next((value for key, value in self.items if key == name), default)

    def __contains__(self, name: object) -> bool:
        return any(key == name for key, _ in self.items)


def layer_config(values: Mapping[str, Any]) -> LayerConfig:
    """Return the plain values of a description; nested objects and long lists are left out."""
    return LayerConfig(tuple((name, _plain(value)) for name, value in values.items() if _is_plain(value)))


def _is_plain(value: Any) -> bool:
    if isinstance(value, (list, tuple)):
        return len(value) <= _LONGEST_LIST and _all_plain(value)
    if isinstance(value, str):
        return len(value) <= _LONGEST_TEXT
    return value is None or isinstance(value, (bool, int, float))


def _all_plain(values: Iterable[Any]) -> bool:
    return all(_is_plain(value) for value in values)


def _plain(value: Any) -> Setting:
    return tuple(_plain(item) for item in value) if isinstance(value, (list, tuple)) else value

"""What has changed since the first Keras 3: few settings and one layer that computes something else at rest."""

from __future__ import annotations

from typing import Any

from nnviz.core.model_config.facts import Facts
from nnviz.core.model_config.legacy.objects import is_of_keras

Item = dict[str, Any]
Version = tuple[int, int]

_ONE_IN_A_LIST: Version = (3, 11)
"""Before this version the only input or output of a graph stood in a list."""
_CROPS_ONLY_IN_TRAINING: Version = (3, 6)
"""Before this version a random crop cut and resized pictures at rest too."""
_CROP_SETTINGS = ("name", "trainable", "dtype", "height", "width", "data_format")


def amended(config: Any, facts: Facts) -> Any:
    """Return a description of an earlier Keras 3 in the words of today's.

    Examples
    --------
    >>> turn = {"class_name": "RandomRotation", "config": {"factor": 0.1, "value_range": [0, 255]}}
    >>> amended(turn, Facts("keras", "keras3", "3.4.1"))["config"]
    {'factor': 0.1}
    """
    return _Amendment(_version(facts.keras_version)).of(config)


def resized_instead(config: Item) -> Item:
    """Return the settings of the resizing that a random crop did at rest."""
    kept = {key: config[key] for key in _CROP_SETTINGS if key in config}
    return {**kept, "interpolation": "bilinear", "crop_to_aspect_ratio": True}


def _version(text: str) -> Version:
    numbers = [int(part) for part in text.split(".")[:2] if part.isascii() and part.isdigit()]
    return (numbers[0], numbers[1]) if len(numbers) == 2 else (3, 99)


class _Amendment:
    def __init__(self, version: Version) -> None:
        self._version = version

    def of(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self.of(one) for one in value]
        if not isinstance(value, dict):
            return value
        item = {key: self.of(one) for key, one in value.items()}
        if isinstance(item.get("config"), dict) and is_of_keras(item.get("module", "keras")):
            self._amend(item)
        return item

    def _amend(self, item: Item) -> None:
        config = item["config"]
        match item.get("class_name"):
            case "RandomRotation":
                config.pop("value_range", None)
            case "RandomCrop" if self._version < _CROPS_ONLY_IN_TRAINING:
                item["class_name"], item["config"] = "Resizing", resized_instead(config)
            case "Functional" if self._version < _ONE_IN_A_LIST:
                for key in ("input_layers", "output_layers"):
                    ends = config.get(key)
                    if isinstance(ends, list) and len(ends) == 1 and isinstance(ends[0], list):
                        config[key] = ends[0]

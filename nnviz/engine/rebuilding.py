"""Building a Keras model anew from its vetted description, and giving it its weights."""

from __future__ import annotations

import re
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

from nnviz.core.messages import QT_TRANSLATE_NOOP
from nnviz.core.model_config.facts import Facts
from nnviz.core.model_config.refusal import ModelRefused, shown
from nnviz.engine.keras_import import import_keras
from nnviz.engine.legacy_layers import own_objects
from nnviz.engine.legacy_weight_files import assign_legacy_weights

_EMPTY = "nnviz-empty"
_building = threading.local()


def rebuild(config: dict[str, Any], weights: Path, facts: Facts) -> Any:
    """Return the uncompiled Keras model of a vetted description with the weights of a clean copy.

    Nothing is drawn at random: every weight is zero until it is given its value.

    Raises
    ------
    ModelRefused
        When Keras cannot build the model, or the weights are not those of its layers.
    """
    keras = import_keras()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Keras talks about old arguments
            model = _built(keras, config)
    except ModelRefused:
        raise
    except Exception as error:  # Keras raises anything
        reason = QT_TRANSLATE_NOOP("Errors", "Keras cannot build its layers ({reason})")
        raise ModelRefused(reason, reason=first_sentence(error)) from error
    if facts.layout == "legacy":
        assign_legacy_weights(model, weights)
    elif facts.layout == "keras3":
        _assign(keras, model, weights)
    return model


def _built(keras: Any, config: dict[str, Any]) -> Any:
    config = deepcopy(config)
    own_objects()
    with _empty_initializers(config):
        model = keras.saving.deserialize_keras_object(config, safe_mode=True)
    if not model.built:
        reason = QT_TRANSLATE_NOOP("Errors", "the shape of its input is not known")
        raise ModelRefused(reason)
    return model


@contextmanager
def _empty_initializers(config: Any) -> Iterator[None]:
    """Let initialisers fill with zeros while a model is built; afterwards they are what they were.

    So a matrix that will be overwritten is not made orthogonal first, and the model still knows how it began.
    """
    for item in _initializers_in(config):
        _empty(item["class_name"])
        item["module"], item["registered_name"] = None, f"{_EMPTY}>{item['class_name']}"
    made: list[Any] = []
    _building.made = made
    try:
        yield
    finally:
        _building.made = None
        for one in made:
            one.__class__ = type(one).__mro__[1]


@cache
def _empty(name: str) -> type:
    """Return an initialiser that has the settings of the one of that name and fills with zeros."""
    keras = import_keras()
    base: Any = getattr(keras.initializers, name)

    def begin(self: Any, *args: Any, **kwargs: Any) -> None:
        base.__init__(self, *args, **kwargs)
        if getattr(_building, "made", None) is not None:
            _building.made.append(self)

    def fill(self: Any, shape: Any, dtype: Any = None, **kwargs: Any) -> Any:
        del self, kwargs
        return keras.ops.zeros(shape, dtype=dtype)

    made = type(base.__name__, (base,), {"__init__": begin, "__call__": fill})
    return keras.saving.register_keras_serializable(package=_EMPTY)(made)


def _initializers_in(config: Any) -> Iterator[dict[str, Any]]:
    waiting = [config]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting.extend(one.values())
            if one.get("module") == "keras.initializers":
                yield one
        elif isinstance(one, list):
            waiting.extend(one)


def _assign(keras: Any, model: Any, weights: Path) -> None:
    """Give the model the weights of a file in the layout of Keras 3."""
    try:
        keras.src.saving.saving_lib.load_weights_only(model, weights)
    except Exception as error:
        layer = re.search(r"name=([^,>]+)", str(error))
        reason = QT_TRANSLATE_NOOP("Errors", "its weights for the layer “{layer}” are missing or of another shape")
        raise ModelRefused(reason, layer=shown(layer[1] if layer else model.name)) from error


def first_sentence(error: Exception, longest: int = 160) -> str:
    """Return the first sentence of an error, cut where it is long."""
    text = (error.strerror if isinstance(error, OSError) else None) or str(error).strip() or type(error).__name__
    first = text.splitlines()[0].split(". ")[0].rstrip(" .:")
    return first if len(first) <= longest else first[: longest - 1] + "…"

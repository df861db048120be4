"""Building a Keras model anew from its vetted description, and giving it its weights."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

from nnviz.core.messages import QT_TRANSLATE_NOOP
from nnviz.core.model_config.facts import Facts
from nnviz.core.model_config.refusal import ModelRefused, shown
from nnviz.engine.keras_import import import_keras
from nnviz.engine.legacy_layers import own_objects
from nnviz.engine.legacy_weight_files import assign_legacy_weights

_EMPTY = "nnviz>empty>"


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
    with _empty_initializers(keras, config) as empty:
        scope = keras.saving.custom_object_scope(own_objects() | empty)
        with scope:
            model = keras.saving.deserialize_keras_object(config, safe_mode=True)
    if not model.built:
        reason = QT_TRANSLATE_NOOP("Errors", "the shape of its input is not known")
        raise ModelRefused(reason)
    return model


@contextmanager
def _empty_initializers(keras: Any, config: Any) -> Iterator[dict[str, type]]:
    """Let initialisers fill with zeros while a model is built; afterwards they are what they were.

    So a matrix that will be overwritten is not made orthogonal first, and the model still knows how it began.
    """
    made: list[Any] = []
    classes: dict[str, type] = {}
    for item in _initializers_in(config):
        name = item["class_name"]
        base = getattr(keras.initializers, name, None)
        if base is not None and "registered_name" in item:
            classes.setdefault(_EMPTY + name, _empty(keras, base, made))
            item["module"], item["registered_name"] = None, _EMPTY + name
    yield classes
    for one in made:
        one.__class__ = type(one).__mro__[1]


def _empty(keras: Any, base: Any, made: list[Any]) -> type:
    def begin(self: Any, *args: Any, **kwargs: Any) -> None:
        base.__init__(self, *args, **kwargs)
        made.append(self)

    def fill(self: Any, shape: Any, dtype: Any = None, **kwargs: Any) -> Any:
        del self, kwargs
        return keras.ops.zeros(shape, dtype=dtype)

    return type(base.__name__, (base,), {"__init__": begin, "__call__": fill})


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

"""Why an old description is not translated."""

from __future__ import annotations

from typing import Any

from nnviz.core.messages import QT_TRANSLATE_NOOP
from nnviz.core.model_config.refusal import ModelRefused, shown


def no_meaning_today(layer: Any, class_name: Any, key: Any, value: Any) -> ModelRefused:
    """Tell that a setting of an old Keras has no counterpart today."""
    reason = QT_TRANSLATE_NOOP(
        "Errors",
        "the layer “{layer}” ({class_name}) was saved by an old Keras with “{key}” = {value}, which today's Keras "
        "cannot compute",
    )
    return ModelRefused(reason, layer=shown(layer), class_name=shown(class_name), key=shown(key), value=shown(value))


def unknown_axes(layer: Any, class_name: Any) -> ModelRefused:
    """Tell that Keras 1 did not write down the order of axes, and nothing else in the file tells it."""
    reason = QT_TRANSLATE_NOOP(
        "Errors",
        "the layer “{layer}” ({class_name}) was saved by Keras 1, which did not write down whether channels come "
        "first or last",
    )
    return ModelRefused(reason, layer=shown(layer), class_name=shown(class_name))


def unknown_old_class(layer: Any, class_name: Any) -> ModelRefused:
    """Tell that a layer of an old Keras has no counterpart today."""
    reason = QT_TRANSLATE_NOOP(
        "Errors", "the layer “{layer}” is a “{class_name}” of an old Keras, which nnviz cannot compute"
    )
    return ModelRefused(reason, layer=shown(layer), class_name=shown(class_name))


def unknown_function(layer: Any, function: Any) -> ModelRefused:
    """Tell that a bare function of TensorFlow has no counterpart here."""
    reason = QT_TRANSLATE_NOOP(
        "Errors", "“{layer}” calls the function {function} of TensorFlow, which nnviz does not open from a file"
    )
    return ModelRefused(reason, layer=shown(layer), function=shown(function))

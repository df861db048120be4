"""Translating the descriptions that old versions of Keras wrote into those of Keras 3, where the meaning is certain."""

from __future__ import annotations

from typing import Any

from nnviz.core.model_config.facts import Facts
from nnviz.core.model_config.legacy.keras3 import amended
from nnviz.core.model_config.legacy.models import Translation
from nnviz.core.model_config.legacy.origin import Origin
from nnviz.core.model_config.refusal import not_a_model


def translate(config: Any, facts: Facts) -> Any:
    """Return the description in the form of Keras 3; what is unknown here stays as it is, for the vetting to judge.

    Raises
    ------
    ModelRefused
        When a layer of an old Keras computed something that has no counterpart today.

    Examples
    --------
    >>> old = {"class_name": "Sequential", "config": [{"class_name": "Dense", "config": {
    ...     "name": "d", "output_dim": 3, "batch_input_shape": [None, 2], "init": "zero", "activation": "tanh"}}]}
    >>> [layer["class_name"] for layer in translate(old, Facts("hdf5", "legacy", "1.2.2"))["config"]["layers"]]
    ['InputLayer', 'Dense']
    """
    if not isinstance(config, dict) or not isinstance(config.get("class_name"), str):
        return config
    origin = Origin.of(config, facts)
    try:
        if origin.generation == 3:
            config = amended(config, facts)
        return config if origin.generation == 3 and facts.container == "keras" else Translation(origin).model(config)
    except (TypeError, KeyError, ValueError, AttributeError, IndexError, RecursionError) as error:
        raise not_a_model() from error

"""Initialisers, regularisers, constraints and activations in a stranger's description of layers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nnviz.core.model_config import values
from nnviz.core.model_config.allow_list import OWN_FUNCTIONS, AllowList, Entry, is_module_of_keras
from nnviz.core.model_config.refusal import needs_own_code, own_code_inside, unknown_key
from nnviz.core.model_config.values import Where

WITHOUT_WEIGHTS = frozenset({"ReLU", "LeakyReLU", "ELU", "Softmax", "Activation", "Identity"})
"""Layers that may stand where a function is expected, as in `Dense(activation=LeakyReLU())`."""

_DESCRIPTION_KEYS = {"class_name", "config", "module", "registered_name", "shared_object_id", "build_config", "name"}


def class_of(item: Mapping[str, Any], where: Where) -> str:
    """Return the class that an item names, when it is one of Keras' and no other is meant.

    Raises
    ------
    ModelRefused
        When it names a module, a registered name or a function of somebody else.
    """
    class_name = item.get("class_name")
    if class_name in ("Lambda", "__lambda__"):
        raise own_code_inside(where.layer)
    if not isinstance(class_name, str) or not class_name or len(class_name) > values.LONGEST_TEXT:
        raise where.odd("class_name")
    registered = item.get("registered_name")
    if registered is not None and registered != class_name:
        raise needs_own_code(where.layer, registered)
    module = item.get("module", "keras")
    if not is_module_of_keras(module):
        raise needs_own_code(where.layer, class_name if module is None else f"{module}.{class_name}")
    return class_name


def known_object(value: Any, kind: str, entries: Mapping[str, Entry], where: Where, key: str) -> Any:
    """Return an initialiser, regulariser or constraint in the form of Keras 3; `kind` is Keras' module of them."""
    if value is None:
        return None
    if isinstance(value, str):
        value = {"class_name": value, "config": {}}
    if not isinstance(value, dict) or set(value) - _DESCRIPTION_KEYS:
        raise where.odd(key)
    class_name = class_of(value, where)
    entry = entries.get(class_name)
    if entry is None:
        raise needs_own_code(where.layer, class_name)
    config = value.get("config")
    if config is not None and not isinstance(config, dict):
        raise where.odd(key)
    inner = Where(where.layer, entry.name)
    return {
        "module": f"keras.{kind}",
        "class_name": entry.name,
        "config": {name: _setting(entry, name, held, inner) for name, held in (config or {}).items()},
        "registered_name": None,
    }


def _setting(entry: Entry, key: str, value: Any, where: Where) -> Any:
    match entry.keys.get(key):
        case None:
            raise unknown_key(where.layer, where.class_name, key)
        case "seed":
            return values.seed(value, where, key)
        case "numbers":
            return values.numbers(value, where, key)
        case _:
            return values.plain(value, where, key)


def activation(value: Any, allowed: AllowList, where: Where, key: str) -> Any:
    """Return the name of an activation function, or a layer without weights that stands for one."""
    if value is None:
        return None
    if isinstance(value, str):
        return _function(value, allowed, where)
    if not isinstance(value, dict) or set(value) - _DESCRIPTION_KEYS:
        raise where.odd(key)
    if value.get("class_name") == "function":
        return _described_function(value, allowed, where)
    class_name = class_of(value, where)
    if class_name in allowed.activations:  # the name of a function where Keras writes a class
        return class_name
    if class_name not in WITHOUT_WEIGHTS:
        raise needs_own_code(where.layer, class_name)
    return None  # the caller vets it as a layer


def _described_function(value: dict[str, Any], allowed: AllowList, where: Where) -> Any:
    function = value.get("config")
    if not isinstance(function, str):
        raise where.odd("activation")
    own = {function, str(value.get("registered_name"))} & OWN_FUNCTIONS
    if own:
        return _function(own.pop(), allowed, where)
    module = value.get("module", "builtins")
    if value.get("registered_name", function) not in (function, None):
        raise needs_own_code(where.layer, value["registered_name"])
    if module != "builtins" and not is_module_of_keras(module):
        raise needs_own_code(where.layer, function if module is None else f"{module}.{function}")
    return _function(function, allowed, where)


def _function(function: str, allowed: AllowList, where: Where) -> Any:
    if function in OWN_FUNCTIONS:
        return {"module": "nnviz", "class_name": "function", "config": function, "registered_name": function}
    if function not in allowed.activations:
        raise needs_own_code(where.layer, function)
    return function

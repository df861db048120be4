"""Judging a model's description: nothing but the layers and values that Keras needs to compute.

The result is written anew from allowed parts; nothing of the stranger's text is passed on unseen.
"""

from __future__ import annotations

import json
from typing import Any

from nnviz.core.messages import QT_TRANSLATE_NOOP
from nnviz.core.model_config import objects, values
from nnviz.core.model_config.allow_list import MODELS, REFUSED, AllowList, Entry, is_module_of_keras
from nnviz.core.model_config.graph import check_order
from nnviz.core.model_config.legacy.own_layers import OWN_LAYERS, PACKAGE
from nnviz.core.model_config.nodes import Nodes, shape
from nnviz.core.model_config.refusal import (
    ModelRefused,
    needs_own_code,
    not_a_model,
    not_allowed,
    own_code_inside,
    shown,
    unknown_key,
)
from nnviz.core.model_config.values import Where

MOST_LAYERS = 2_000
MODEL_CALL = frozenset({"inputs", "training", "mask"})

_LAYER_KEYS = {
    "class_name", "config", "module", "registered_name", "name", "inbound_nodes", "build_config", "compile_config",
    "shared_object_id", "keras_version", "backend",
}  # fmt: skip
_FUNCTIONAL_KEYS = {"name", "trainable", "layers", "input_layers", "output_layers", "dtype"}
_SEQUENTIAL_KEYS = {"name", "trainable", "layers", "build_input_shape", "dtype"}


def vet(config: Any, allowed: AllowList) -> dict[str, Any]:
    """Return the description, written anew from allowed parts in the form of Keras 3.

    Raises
    ------
    ModelRefused
        When a class, a setting or a value is not allowed; the sentence names the layer and the class.
    """
    return _Vetting(allowed).model(config)


class _Vetting:
    """Walks through one description and counts its layers."""

    def __init__(self, allowed: AllowList) -> None:
        self._allowed = allowed
        self._layers_left = MOST_LAYERS
        self._shared: dict[int, str] = {}

    def model(self, item: Any) -> dict[str, Any]:
        if not isinstance(item, dict) or not isinstance(item.get("class_name"), str):
            raise not_a_model()
        return self._model(item, Where(_name_in(item) or "model", item["class_name"]))

    def _model(self, item: dict[str, Any], where: Where) -> dict[str, Any]:
        _check_keys(item, _LAYER_KEYS, where)
        class_name, config = _class_of_model(item, where), item.get("config")
        if not isinstance(config, dict):
            raise not_a_model()
        sequential = class_name == "Sequential"
        _check_keys(config, _SEQUENTIAL_KEYS if sequential else _FUNCTIONAL_KEYS, where)
        layers = config.get("layers")
        if not isinstance(layers, list) or not layers:
            raise not_a_model()
        self._layers_left -= len(layers)
        if self._layers_left < 0:
            reason = QT_TRANSLATE_NOOP("Errors", "it has more than {limit} layers")
            raise ModelRefused(reason, limit=MOST_LAYERS)
        names = _names_of(layers)
        head = {
            "name": values.name(config.get("name"), where, "name") or "model",
            "trainable": values.flag(config.get("trainable", True), where, "trainable"),
        }
        body = self._sequence(layers, config, where) if sequential else self._graph(layers, names, config, where)
        return self._described(item, head | body, "Sequential" if sequential else "Functional")

    def _sequence(self, layers: list[Any], config: dict[str, Any], where: Where) -> dict[str, Any]:
        vetted = [self._layer(one) for one in layers]
        if vetted[0]["class_name"] == "InputLayer":
            return {"layers": vetted}
        built = config.get("build_input_shape") or _own_input_shape(vetted[0])
        if built is None:
            reason = QT_TRANSLATE_NOOP(
                "Errors", "the model “{layer}” was saved before it knew the shape of its input, so it has no weights"
            )
            raise ModelRefused(reason, layer=shown(where.layer))
        own = {"batch_shape": shape(built, where, "build_input_shape"), "dtype": "float32", "name": "input_layer"}
        first = {"module": "keras.layers", "class_name": "InputLayer", "config": own, "registered_name": None}
        return {"layers": [first, *vetted]}

    def _graph(self, layers: list[Any], names: set[str], config: dict[str, Any], where: Where) -> dict[str, Any]:
        nodes = Nodes(names)
        vetted = [self._node_of_graph(one, nodes) for one in layers]
        check_order(vetted)
        ends = {key: nodes.ends(config.get(key), where, key) for key in ("input_layers", "output_layers")}
        return {"layers": vetted, **ends}

    def _node_of_graph(self, item: dict[str, Any], nodes: Nodes) -> dict[str, Any]:
        vetted = self._layer(item, operations=True)
        where = Where(_name_in(item) or "?", vetted["class_name"])
        called = self._allowed.operations.get(f"{vetted['module']}.{vetted['class_name']}")
        called = called or self._allowed.layers.get(vetted["class_name"])
        call = called.call if called is not None else MODEL_CALL
        name = values.name(item.get("name", vetted["config"].get("name")), where, "name")
        if name is None or vetted["config"].setdefault("name", name) != name:
            raise where.odd("name")
        return vetted | {"name": name, "inbound_nodes": nodes.inbound(item.get("inbound_nodes", []), call, where)}

    def _layer(self, item: Any, operations: bool = False) -> dict[str, Any]:
        if not isinstance(item, dict) or not isinstance(item.get("config"), dict):
            raise not_a_model()
        where = Where(_name_in(item) or "?", str(item.get("class_name")))
        _check_keys(item, _LAYER_KEYS, where)
        module = str(item.get("module"))
        if operations and is_module_of_keras(module) and ".ops." in module:
            return self._operation(item, where)
        own = OWN_LAYERS.get(where.class_name)
        if own is not None and item.get("registered_name") == f"{PACKAGE}>{where.class_name}":
            settings = self._settings(Entry(where.class_name, own), item["config"], where)
            own_name = item["registered_name"]
            return {"module": None, "class_name": where.class_name, "config": settings, "registered_name": own_name}
        class_name = objects.class_of(item, where)
        if class_name in MODELS:
            return self._model(item, where)
        entry = self._allowed.layers.get(class_name)
        if entry is None:
            raise _unknown_class(item, class_name, where)
        where = Where(where.layer, entry.name)
        return self._described(item, self._settings(entry, item["config"], where), entry.name)

    def _operation(self, item: dict[str, Any], where: Where) -> dict[str, Any]:
        module = "keras.src.ops." + item["module"].rsplit(".", 1)[-1]
        entry = self._allowed.operations.get(f"{module}.{item.get('class_name')}")
        if entry is None or item.get("registered_name") not in (None, item["class_name"]):
            raise not_allowed(where.layer, f"{item['module']}.{where.class_name}")
        return {
            "module": module,
            "class_name": item["class_name"],
            "config": self._settings(entry, item["config"], where),
            "registered_name": item["class_name"],
        }

    def _settings(self, entry: Entry, config: dict[str, Any], where: Where) -> dict[str, Any]:
        settings = {}
        for key, value in config.items():
            kind = entry.keys.get(key)
            if kind is None:
                raise unknown_key(where.layer, where.class_name, key)
            if kind != "dropped":
                settings[key] = self._setting(kind, value, where, key)
        if entry.name == "InputLayer":
            _check_input(settings, where)
        return settings

    def _setting(self, kind: str, value: Any, where: Where, key: str) -> Any:
        match kind:
            case "initializer" | "regularizer" | "constraint":
                entries = getattr(self._allowed, f"{kind}s")
                return objects.known_object(value, f"{kind}s", entries, where, key)
            case "activation":
                stand_in = isinstance(value, dict) and value.get("class_name") in objects.WITHOUT_WEIGHTS
                named = objects.activation(value, self._allowed, where, key)
                return self._layer(value) if stand_in else named
            case "layer":
                return None if value is None else self._inner(value, where, key)
            case "layers":
                return [self._inner(one, where, key) for one in _list(value, where, key)]
            case "none":
                if value is not None:
                    raise values.quantised(where)
                return None
            case "value":
                return values.plain(value, where, key)
            case _:
                return getattr(values, kind)(value, where, key)

    def _inner(self, item: Any, where: Where, key: str) -> dict[str, Any]:
        self._layers_left -= 1
        if not isinstance(item, dict) or self._layers_left < 0:
            raise where.odd(key)
        return self._layer(item)

    def _described(self, item: dict[str, Any], config: dict[str, Any], class_name: str) -> dict[str, Any]:
        described: dict[str, Any] = {
            "module": {"Sequential": "keras", "Functional": "keras.src.models.functional"}.get(
                class_name, "keras.layers"
            ),
            "class_name": class_name,
            "config": config,
            "registered_name": "Functional" if class_name == "Functional" else None,
        }
        shared = item.get("shared_object_id")
        if isinstance(shared, int):
            # Keras takes the first object of a number for all of them: they must really be the same.
            text = json.dumps(described, sort_keys=True)
            if self._shared.setdefault(shared, text) != text:
                raise Where(_name_in(item) or "?", class_name).odd("shared_object_id")
            return described | {"shared_object_id": shared}
        return described


def _class_of_model(item: dict[str, Any], where: Where) -> str:
    class_name = objects.class_of(item, where)
    if class_name not in MODELS:
        raise needs_own_code(where.layer, class_name)
    return class_name


def _unknown_class(item: dict[str, Any], class_name: str, where: Where) -> ModelRefused:
    if class_name == "Lambda":
        return own_code_inside(where.layer)
    if class_name in REFUSED or item.get("module") is not None:
        module = item.get("module")
        return not_allowed(where.layer, f"{module}.{class_name}" if module else class_name)
    return needs_own_code(where.layer, class_name)


def _names_of(layers: list[Any]) -> set[str]:
    names: set[str] = set()
    for one in layers:
        name = _name_in(one)
        if name is None:
            continue
        if name in names:
            reason = QT_TRANSLATE_NOOP("Errors", "it has two layers of the name “{layer}”")
            raise ModelRefused(reason, layer=shown(name))
        names.add(name)
    return names


def _name_in(item: Any) -> str | None:
    if not isinstance(item, dict):
        return None
    config = item.get("config")
    name = item.get("name", config.get("name") if isinstance(config, dict) else None)
    return name if isinstance(name, str) else None


def _check_keys(item: dict[str, Any], known: set[str], where: Where) -> None:
    for key in item:
        if key not in known:
            raise unknown_key(where.layer, where.class_name, key)


def _check_input(settings: dict[str, Any], where: Where) -> None:
    if settings.get("sparse") or settings.get("ragged"):
        reason = QT_TRANSLATE_NOOP("Errors", "its input “{layer}” is sparse or ragged, which nnviz does not show")
        raise ModelRefused(reason, layer=shown(where.layer))
    for key in ("batch_shape", "shape"):
        if settings.get(key) is not None:
            settings[key] = shape(settings[key], where, key)


def _own_input_shape(item: dict[str, Any]) -> list[int | None] | None:
    """Return the input shape of a model that stands first in another one."""
    if item["class_name"] not in MODELS:
        return None
    inputs = [one for one in item["config"]["layers"] if one["class_name"] == "InputLayer"]
    return inputs[0]["config"].get("batch_shape") if len(inputs) == 1 else None


def _list(value: Any, where: Where, key: str) -> list[Any]:
    if not isinstance(value, list):
        raise where.odd(key)
    return value

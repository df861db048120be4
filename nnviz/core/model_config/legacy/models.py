"""Whole models of old versions of Keras: their inputs, their layers and who is called on what."""

from __future__ import annotations

from typing import Any

from nnviz.core.model_config.legacy import objects
from nnviz.core.model_config.legacy.keras1 import in_words_of_keras_2
from nnviz.core.model_config.legacy.keras2 import in_words_of_keras_3
from nnviz.core.model_config.legacy.merging import is_merged, unfold
from nnviz.core.model_config.legacy.nodes import Calls
from nnviz.core.model_config.legacy.origin import Origin
from nnviz.core.model_config.legacy.own_layers import own_layer
from nnviz.core.model_config.legacy.theano import padded_as_theano_did

Item = dict[str, Any]

_GRAPHS = frozenset({"Model", "Functional"})
_INNER = ("layer", "backward_layer", "cell")


def today_name(name: Any) -> Any:
    """Return a layer's name as today's Keras allows it: without slashes.

    Examples
    --------
    >>> today_name("conv1/7x7_s2")
    'conv1_7x7_s2'
    """
    return name.replace("/", "_") if isinstance(name, str) else name


class Translation:
    """Translates one description; knows which Keras wrote it."""

    def __init__(self, origin: Origin) -> None:
        self._origin = origin
        self._unnamed = 0

    def model(self, item: Item) -> Item:
        """Return a model in the form of Keras 3; one of a class that is not Keras' stays as it is."""
        class_name, config = item["class_name"], item["config"]
        if class_name == "Sequential":
            return self._sequential(item)
        if class_name in _GRAPHS and isinstance(config, dict) and isinstance(config.get("layers"), list):
            return self._graph(item)
        return item

    def layer(self, item: Item) -> Item:
        """Return a layer or an inner model in the form of Keras 3."""
        if "class_name" not in item:  # how the first Keras 1 wrote it
            item = {"class_name": item["name"], "config": {**item, "name": item.get("custom_name")}}
        class_name = item["class_name"]
        if class_name == "Sequential" or class_name in _GRAPHS:
            return self.model(item)
        if class_name == "InputLayer":
            return self._input(item["config"])
        if not objects.is_of_keras(item.get("module", "keras")) or item.get("registered_name") not in (
            None,
            class_name,
        ):
            return item
        config = {**item["config"], "name": today_name(item["config"].get("name"))}
        if self._origin.generation == 1:
            class_name, config = in_words_of_keras_2(class_name, config, self._origin)
        if self._origin.generation < 3:
            class_name, config = in_words_of_keras_3(class_name, config, self._origin)
        config = self._with_inner_layers(config)
        return own_layer(class_name, config) or objects.described("keras.layers", class_name, config)

    def _with_inner_layers(self, config: Item) -> Item:
        inner: Item = {
            key: self.layer(config[key])
            for key in _INNER
            if isinstance(config.get(key), dict) and "class_name" in config[key]
        }
        if isinstance(config.get("cells"), list):
            inner["cells"] = [self.layer(cell) for cell in config["cells"]]
        activation = config.get("activation")
        if isinstance(activation, dict) and isinstance(activation.get("config"), dict):
            inner["activation"] = self.layer(activation)
        return config | inner

    def _input(self, config: Item) -> Item:
        words = dict(config)
        words["batch_shape"] = plain_shape(words.pop("batch_input_shape", words.get("batch_shape")))
        words["dtype"] = words.pop("input_dtype", None) or words.get("dtype")
        words["name"] = today_name(words.get("name"))
        return objects.described("keras.layers", *in_words_of_keras_3("InputLayer", words, self._origin))

    # --- a chain of layers ---

    def _sequential(self, item: Item) -> Item:
        config = item["config"]
        layers = config if isinstance(config, list) else config["layers"]
        if is_merged(layers):
            return self._graph(unfold(item["config"]))
        name = config.get("name") if isinstance(config, dict) else None
        translated = [one for layer in layers for one in padded_as_theano_did(self.layer(layer), self._origin)]
        first = translated[0] if translated else None
        if first is not None and first["class_name"] != "InputLayer":
            shape = self._shape_in_front(layers[0], first, config)
            if shape is not None:
                translated.insert(0, self._input_in_front(layers[0], first, shape))
        result = {"name": today_name(name) or self._next_name(), "layers": translated}
        return {"module": "keras", "class_name": "Sequential", "config": result, "registered_name": None}

    def _next_name(self) -> str:
        """Return a name for a chain that the file gives none."""
        self._unnamed += 1
        return f"sequential_{self._unnamed}"

    def _shape_in_front(self, old: Item, first: Item, config: Any) -> Any:
        """Return the shape that the first layer reads, batch axis included; None where the file does not tell."""
        settings = old.get("config")
        if isinstance(settings, dict):
            shape = plain_shape(settings.get("batch_input_shape"))
            if shape is None and self._origin.generation == 1 and isinstance(settings.get("input_dim"), int):
                shape = [None, settings["input_dim"]] if "input_length" not in settings else None
            if shape is not None:
                return shape
        inner = input_of_model(first)
        if inner is not None:
            return inner["batch_shape"]
        built = plain_shape(config.get("build_input_shape")) if isinstance(config, dict) else None
        return None if built is None else [None, *built[1:]]

    def _input_in_front(self, old: Item, first: Item, shape: Any) -> Item:
        settings = old["config"] if isinstance(old.get("config"), dict) else {}
        inner = input_of_model(first)
        dtype = inner["dtype"] if inner is not None else settings.get("input_dtype") or settings.get("dtype")
        name = f"{first['config'].get('name') or 'model'}_input"
        return self._input({"name": name, "batch_shape": shape, "dtype": _type_of_values(dtype)})

    # --- a graph of layers ---

    def _graph(self, item: Item) -> Item:
        config = item["config"]
        calls = Calls(config["layers"], self._origin)
        layers: list[Item] = []
        for old in config["layers"]:
            name = today_name(old.get("name") or old["config"].get("name"))
            operation = calls.operation(old)
            layer = operation or self.layer(old)
            layer = {**layer, "config": {**layer["config"], "name": name}}
            inbound = operation["inbound_nodes"] if operation else calls.inbound(old, layer)
            *padding, last = padded_as_theano_did(layer, self._origin)
            for pad in padding:
                layers.append({**pad, "name": pad["config"]["name"], "inbound_nodes": inbound})
                inbound = [[[pad["config"]["name"], index, 0, {}]] for index in range(len(inbound))]
            layers.append({**last, "name": name, "inbound_nodes": inbound})
        result = {"name": today_name(config.get("name", "model")), "layers": layers}
        for key in ("input_layers", "output_layers"):
            result[key] = calls.ends(config[key])
        return {
            "module": "keras.src.models.functional", "class_name": "Functional", "config": result,
            "registered_name": "Functional",
        }  # fmt: skip


def input_of_model(item: Item) -> Item | None:
    """Return the settings of the one input of an inner model in today's form; None where it has not just one."""
    layers = item["config"].get("layers") if item["class_name"] in ("Sequential", "Functional") else None
    found = [one["config"] for one in layers or () if one["class_name"] == "InputLayer"]
    return found[0] if len(found) == 1 and found[0].get("batch_shape") is not None else None


def plain_shape(shape: Any) -> Any:
    """Return a shape as a list; TensorFlow wrapped some."""
    return shape.get("items") if isinstance(shape, dict) else shape


def _type_of_values(dtype: Any) -> str:
    """Return the type that the values of an input have when layers compute with the policy `dtype`."""
    name = objects.number_type(dtype) or "float32"
    return {"mixed_float16": "float32", "mixed_bfloat16": "float32"}.get(name, name)

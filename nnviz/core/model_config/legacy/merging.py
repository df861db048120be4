"""Chains of Keras 1 that began by merging other chains, as graphs."""

from __future__ import annotations

from typing import Any

from nnviz.core.model_config.refusal import not_a_model

Item = dict[str, Any]
Reference = list[Any]


def is_merged(layers: Any) -> bool:
    """Tell whether a chain begins with a merge of whole models."""
    return bool(layers) and layers[0].get("class_name") == "Merge" and "layers" in layers[0]["config"]


def unfold(chain: list[Item] | Item) -> Item:
    """Return a chain that begins with a merge as a graph of all its layers, still in the words of Keras 1.

    Examples
    --------
    >>> branch = lambda name: {"class_name": "Sequential", "config": [
    ...     {"class_name": "Dense", "config": {"name": name, "batch_input_shape": [None, 2]}}]}
    >>> merge = {"class_name": "Merge", "config": {"name": "m", "layers": [branch("a"), branch("b")]}}
    >>> [layer["name"] for layer in unfold([merge])["config"]["layers"]]
    ['a_input', 'a', 'b_input', 'b', 'm']
    """
    unfolding = _Unfolding()
    last = unfolding.chain(chain if isinstance(chain, list) else chain["layers"])
    name = "sequential" if isinstance(chain, list) else chain.get("name", "sequential")
    config = {"name": name, "layers": unfolding.layers, "input_layers": unfolding.inputs, "output_layers": [last]}
    return {"class_name": "Model", "config": config}


class _Unfolding:
    """Lays the layers of merged chains side by side; a layer of a name already seen is the same layer again."""

    def __init__(self) -> None:
        self.layers: list[Item] = []
        self.inputs: list[Reference] = []
        self._by_name: dict[str, Item] = {}

    def chain(self, layers: list[Item]) -> Reference:
        """Add a chain and return its output."""
        first = layers[0]
        if is_merged(layers):
            ends = [self._branch(branch) for branch in first["config"]["layers"]]
            merge = {key: value for key, value in first["config"].items() if key != "layers"}
            last = self._call({"class_name": "Merge", "config": merge}, ends)
            rest = layers[1:]
        else:
            last, rest = self._input_of(first), layers[1:] if first["class_name"] == "InputLayer" else layers
        for layer in rest:
            last = self._call(layer, [last])
        return last

    def _branch(self, branch: Item) -> Reference:
        config = branch["config"]
        if branch["class_name"] == "Sequential":
            return self.chain(config if isinstance(config, list) else config["layers"])
        if branch["class_name"] == "Model":
            return self._graph(config)
        return self.chain([branch])

    def _graph(self, config: Item) -> Reference:
        if len(config["output_layers"]) != 1:
            raise not_a_model()
        for layer in config["layers"]:
            self._add(layer, layer["name"], layer["inbound_nodes"])
        self.inputs.extend(one for one in config["input_layers"] if one not in self.inputs)
        return list(config["output_layers"][0])

    def _input_of(self, first: Item) -> Reference:
        config = first["config"]
        if first["class_name"] == "InputLayer":
            reference = self._add(first, config["name"], [])
        else:
            shape = config.get("batch_input_shape")
            if shape is None:
                raise not_a_model()
            name = f"{config['name']}_input"
            settings = {"name": name, "batch_input_shape": shape, "input_dtype": config.get("input_dtype", "float32")}
            reference = self._add({"class_name": "InputLayer", "config": settings}, name, [])
        if reference not in self.inputs:
            self.inputs.append(reference)
        return reference

    def _call(self, layer: Item, inputs: list[Reference]) -> Reference:
        return self._add(layer, layer["config"].get("name") or f"layer_{len(self.layers)}", [inputs])

    def _add(self, layer: Item, name: str, calls: list[Any]) -> Reference:
        known = self._by_name.get(name)
        if known is None:
            known = {**layer, "name": name, "inbound_nodes": list(calls)}
            self._by_name[name] = known
            self.layers.append(known)
        else:
            known["inbound_nodes"].extend(calls)
        return [name, max(len(known["inbound_nodes"]) - 1, 0), 0]

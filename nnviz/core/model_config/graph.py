"""The order in which the layers of a graph can be called: each after those that feed it."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Mapping
from typing import Any

from nnviz.core.messages import QT_TRANSLATE_NOOP
from nnviz.core.model_config.refusal import ModelRefused, shown
from nnviz.core.model_config.shapes.base import Call, Shape, does_not_fit, shapes_in

MOST_TRIES = 400_000

Place = tuple[str, int]
"""A call of a layer: its name, and the how manieth call it is."""


class Graph:
    """The calls of a Functional model, handed out one by one; tell with `done` what each gave."""

    def __init__(self, config: Mapping[str, Any]) -> None:
        self.name = str(config.get("name"))
        self._config = config
        self._layers = {layer["name"]: layer for layer in config["layers"]}
        self._next = dict.fromkeys(self._layers, 0)
        self._given: dict[Place, list[Shape]] = {}
        self._needed: dict[str, list[Place]] = {}
        self._waiting: dict[Place, list[str]] = defaultdict(list)
        self._ready = deque(self._layers)

    def inputs(self) -> list[str]:
        """Return the names of the input layers in their order."""
        return [place[0] for place, _ in _references(self._config["input_layers"])]

    def calls(self) -> Iterator[tuple[Mapping[str, Any], int, Call]]:
        """Give each layer, the number of its call and what it is called with.

        Raises
        ------
        ModelRefused
            When layers feed each other in a circle.
        """
        while self._ready:
            layer = self._layers[self._ready.popleft()]
            nodes = layer["inbound_nodes"] or [None]
            while (index := self._next[layer["name"]]) < len(nodes):
                missing = self._missing(layer["name"], nodes[index])
                if missing is not None:
                    self._waiting[missing].append(layer["name"])
                    break
                self._next[layer["name"]] += 1
                self._needed.pop(layer["name"])
                yield layer, index, self._call(layer, nodes[index])
        self._check_all_called()

    def done(self, name: str, index: int, outputs: Any) -> None:
        """Keep the outputs of a call, and let those go on that waited for them."""
        self._given[name, index] = list(shapes_in(outputs))
        self._ready.extend(self._waiting.pop((name, index), []))

    def outputs(self) -> Any:
        """Return the shapes of the model's outputs."""
        found = []
        for (name, index), tensor in _references(self._config["output_layers"]):
            # Here, and only here, Keras counts the calls of a graph inside another one from 1.
            given = self._given.get((name, index - (self._layers[name]["class_name"] == "Functional")))
            if given is None or tensor >= len(given):
                raise does_not_fit(name, self._layers[name]["class_name"])
            found.append(given[tensor])
        return found[0] if len(found) == 1 else found

    def _missing(self, name: str, node: Any) -> Place | None:
        """Return a call that the next one of a layer waits for; what was found to be there is not looked at again."""
        if name not in self._needed:
            self._needed[name] = list(_sources(node))
        needed = self._needed[name]
        while needed and needed[-1] in self._given:
            needed.pop()
        return needed[-1] if needed else None

    def _call(self, layer: Mapping[str, Any], node: Any) -> Call:
        if node is None:
            return Call([])
        if isinstance(node, list):
            edges = [self._tensor((edge[0], edge[1]), edge[2], layer) for edge in node]
            return Call([edges[0] if len(edges) == 1 else edges], dict(node[0][3]) if node else {})
        return Call([self._argument(one, layer) for one in node["args"]],
                    {key: self._argument(one, layer) for key, one in node["kwargs"].items()})  # fmt: skip

    def _argument(self, value: Any, layer: Mapping[str, Any]) -> Any:
        if isinstance(value, list):
            return [self._argument(one, layer) for one in value]
        if not isinstance(value, dict):
            return value
        match value.get("class_name"):
            case "__keras_tensor__":
                name, index, tensor = value["config"]["keras_history"]
                return self._tensor((name, index), tensor, layer)
            case "__numpy__" | "__tensor__":
                return _sizes(value["config"]["value"])
            case None:
                return {key: self._argument(value[key], layer) for key in sorted(value)}
            case _:
                return value

    def _tensor(self, place: Place, tensor: int, layer: Mapping[str, Any]) -> Shape:
        given = self._given[place]
        if tensor >= len(given):
            raise does_not_fit(layer["name"], layer["class_name"])
        return given[tensor]

    def _check_all_called(self) -> None:
        for name, layer in self._layers.items():
            if self._next[name] < len(layer["inbound_nodes"]):
                reason = QT_TRANSLATE_NOOP(
                    "Errors", "its layers feed each other in a circle, or wait for a call that never comes: “{layer}”"
                )
                raise ModelRefused(reason, layer=shown(name))


def check_order(layers: list[Any]) -> None:
    """Refuse a list of layers over which Keras would go again and again until each has what feeds it.

    Keras tries every call that is left in the order of the list, reads its arguments whole, and begins anew.
    """
    left = {layer["name"]: [list(_sources(node)) for node in layer["inbound_nodes"]] for layer in layers}
    done: dict[str, int] = {name: 0 if nodes else 1 for name, nodes in left.items()}
    work, waiting = 0, [name for name, nodes in left.items() if nodes]
    while waiting:
        before = len(waiting), sum(done[name] for name in waiting)
        for name in waiting:
            while done[name] < len(left[name]):
                sources = left[name][done[name]]
                work += 1 + len(sources)
                if any(done[source] <= index for source, index in sources):
                    break
                done[name] += 1
        if work > MOST_TRIES:
            reason = QT_TRANSLATE_NOOP(
                "Errors", "its layers are listed in an order in which they take too long to build"
            )
            raise ModelRefused(reason)
        waiting = [name for name in waiting if done[name] < len(left[name])]
        if before == (len(waiting), sum(done[name] for name in waiting)):
            return  # a circle, which is told where the layers are called


def _sources(node: Any) -> Iterator[Place]:
    """Give every call whose output a node takes."""
    if isinstance(node, list):
        for edge in node:
            yield edge[0], edge[1]
    elif node is not None:
        yield from _tensors([node["args"], list(node["kwargs"].values())])


def _tensors(value: Any) -> Iterator[Place]:
    if isinstance(value, list):
        for one in value:
            yield from _tensors(one)
    elif isinstance(value, dict) and value.get("class_name") == "__keras_tensor__":
        name, index, _ = value["config"]["keras_history"]
        yield name, index
    elif isinstance(value, dict) and "class_name" not in value:
        yield from _tensors(list(value.values()))


def _references(value: Any) -> Iterator[tuple[Place, int]]:
    """Give every `[name, call, output]` in nested lists or dictionaries, these in the order of their keys."""
    if isinstance(value, dict):
        for key in sorted(value):
            yield from _references(value[key])
    elif value and isinstance(value[0], str):
        yield (value[0], value[1]), value[2]
    else:
        for one in value:
            yield from _references(one)


def _sizes(value: Any) -> Shape:
    """Return the shape of nested lists."""
    sizes: list[int] = []
    while isinstance(value, list):
        sizes.append(len(value))
        value = value[0] if value else None
    return tuple(sizes)

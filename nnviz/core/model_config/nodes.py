"""Who is called on what: the edges of the graph in a stranger's description of layers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nnviz.core.messages import QT_TRANSLATE_NOOP
from nnviz.core.model_config import values
from nnviz.core.model_config.allow_list import DTYPES
from nnviz.core.model_config.refusal import ModelRefused, shown
from nnviz.core.model_config.values import Where

MOST_CALLS = 10_000
MOST_ARGUMENTS = 1_000
MOST_AXES = 16
LARGEST_AXIS = 2**40

_DEEPEST = 8


class Nodes:
    """Vets the calls of the layers of one model, whose names are known beforehand."""

    def __init__(self, names: set[str]) -> None:
        self._names = names
        self._left = MOST_CALLS

    def inbound(self, nodes: Any, call: frozenset[str], where: Where) -> list[Any]:
        """Return the calls of one layer; `call` holds the names of what it may be called with."""
        if not isinstance(nodes, list):
            raise where.odd("inbound_nodes")
        self._left -= len(nodes)
        if self._left < 0:
            raise where.odd("inbound_nodes")
        return [self._node(node, call, where) for node in nodes]

    def ends(self, value: Any, where: Where, key: str, depth: int = 0) -> Any:
        """Return the inputs or outputs of a model: `[name, call, output]` in nested lists or by name."""
        if depth > _DEEPEST or (isinstance(value, (list, dict)) and len(value) > MOST_ARGUMENTS):
            raise where.odd(key)
        if isinstance(value, dict):
            return {values.name(one, where, key): self.ends(held, where, key, depth + 1) for one, held in value.items()}
        if isinstance(value, list) and value and isinstance(value[0], str):
            return self._reference(value, where, key)
        if isinstance(value, list):
            return [self.ends(one, where, key, depth + 1) for one in value]
        raise where.odd(key)

    def _node(self, node: Any, call: frozenset[str], where: Where) -> Any:
        if isinstance(node, list):
            return [self._old_edge(edge, call, where) for edge in self._bounded(node, where)]
        if not isinstance(node, dict) or set(node) - {"args", "kwargs"}:
            raise where.odd("inbound_nodes")
        args, kwargs = node.get("args", []), node.get("kwargs", {})
        if not isinstance(args, list) or not isinstance(kwargs, dict) or set(kwargs) - call:
            raise where.odd("inbound_nodes")
        return {
            "args": [self._argument(one, where) for one in self._bounded(args, where)],
            "kwargs": {key: self._argument(one, where) for key, one in kwargs.items()},
        }

    def _old_edge(self, edge: Any, call: frozenset[str], where: Where) -> list[Any]:
        """Keras 2 wrote `[name, call, output]` or `[name, call, output, arguments]`."""
        if not isinstance(edge, list) or not 3 <= len(edge) <= 4:
            raise where.odd("inbound_nodes")
        arguments = edge[3] if len(edge) == 4 else {}
        if not isinstance(arguments, dict) or set(arguments) - call:
            raise where.odd("inbound_nodes")
        plain = {key: values.plain(one, where, key) for key, one in arguments.items()}
        return [*self._reference(edge[:3], where, "inbound_nodes"), plain]

    def _argument(self, value: Any, where: Where, depth: int = 0) -> Any:
        if depth > _DEEPEST:
            raise where.odd("inbound_nodes")
        if isinstance(value, list):
            return [self._argument(one, where, depth + 1) for one in self._bounded(value, where)]
        if not isinstance(value, dict):
            return values.plain(value, where, "inbound_nodes")
        if "class_name" not in value:
            return {
                values.name(key, where, "inbound_nodes"): self._argument(one, where, depth + 1)
                for key, one in value.items()
            }
        return self._described(value, where, depth)

    def _described(self, value: dict[str, Any], where: Where, depth: int) -> Any:
        describe: dict[Any, Callable[[], Any]] = {
            "__keras_tensor__": lambda: self._tensor(value, where),
            "__numpy__": lambda: values.constant(value, where, "inbound_nodes"),
            "__tensor__": lambda: values.constant(value, where, "inbound_nodes"),
            "__ellipsis__": lambda: {"class_name": "__ellipsis__", "config": {}},
            "__slice__": lambda: self._slice(value, where, depth),
            "__tuple__": lambda: self._argument(value.get("items"), where, depth + 1),
        }
        class_name = value["class_name"]
        if not isinstance(class_name, str) or class_name not in describe:
            raise where.odd("inbound_nodes")
        return describe[class_name]()

    def _tensor(self, value: dict[str, Any], where: Where) -> dict[str, Any]:
        config = value.get("config")
        if not isinstance(config, dict) or set(config) != {"shape", "dtype", "keras_history"}:
            raise where.odd("inbound_nodes")
        if config["dtype"] not in DTYPES:
            raise where.odd("dtype")
        history = self._reference(config["keras_history"], where, "inbound_nodes")
        held = {"shape": shape(config["shape"], where), "dtype": config["dtype"], "keras_history": history}
        return {"class_name": "__keras_tensor__", "config": held}

    def _slice(self, value: dict[str, Any], where: Where, depth: int) -> dict[str, Any]:
        config = value.get("config")
        if not isinstance(config, dict) or set(config) != {"start", "stop", "step"}:
            raise where.odd("inbound_nodes")
        held = {key: self._argument(one, where, depth + 1) for key, one in config.items()}
        return {"class_name": "__slice__", "config": held}

    def _reference(self, value: Any, where: Where, key: str) -> list[Any]:
        if not isinstance(value, list) or len(value) != 3 or not all(_is_index(one) for one in value[1:]):
            raise where.odd(key)
        if not isinstance(value[0], str) or value[0] not in self._names:
            reason = QT_TRANSLATE_NOOP("Errors", "the layer “{layer}” is fed by “{source}”, which is not there")
            raise ModelRefused(reason, layer=shown(where.layer), source=shown(value[0]))
        return list(value)

    def _bounded(self, items: list[Any], where: Where) -> list[Any]:
        if len(items) > MOST_ARGUMENTS:
            raise where.odd("inbound_nodes")
        return items


def shape(value: Any, where: Where, key: str = "shape") -> list[int | None]:
    """Return the sizes of a tensor; None where one is open."""
    if not isinstance(value, list) or len(value) > MOST_AXES:
        raise where.odd(key)
    for size in value:
        whole = isinstance(size, int) and not isinstance(size, bool) and 0 <= size <= LARGEST_AXIS
        if size is not None and not whole:
            raise where.odd(key)
    return list(value)


def _is_index(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < MOST_CALLS

"""Every tensor that a Keras model computes: one entry a call, nested models and shared layers included.

Each operation of the model, layers and `keras.ops` nodes alike, is called through its `call` method, whatever calls
it: a functional graph, a nested model or the Python code of a subclassed one. While a model runs inside
`CallRecorder.record`, that method is stood in for on each operation, and what went in and came out is noted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from nnviz.core.model_summary import output_keys

# Layers that run their inner layers once a time step, inside a loop: those calls have no tensor of their own.
_LOOPS = ("RNN", "TimeDistributed")
_NOT_DATA = ("mask", "training")


@dataclass(frozen=True, eq=False)
class Call:
    """One call of one operation; `operation` is None for an input.

    `home` is the id of the operation's first call, `inputs` the keys of the tensors that went in: a call's id for
    its first output, ``id:1``, ``id:2`` ... for further ones. `outputs` are backend tensors with the batch axis;
    `copies` names for each the tensor that it hands on unchanged, None where it is computed. `direct` is False where
    what went in was made of `inputs` by code that is no operation of the model.
    """

    id: str
    operation: Any
    home: str
    inputs: tuple[str, ...]
    outputs: tuple[Any, ...]
    copies: tuple[str | None, ...] = ()
    direct: bool = True

    @property
    def keys(self) -> tuple[str, ...]:
        """One key an output."""
        return output_keys(self.id, len(self.outputs))


def operations_of(model: Any) -> list[Any]:
    """Return every operation inside a model, at any depth, except what runs inside a loop over time."""
    import keras

    loops = tuple(getattr(keras.layers, name) for name in _LOOPS)
    found: dict[int, Any] = {}
    waiting = [model]
    while waiting:
        parent = waiting.pop()
        if isinstance(parent, loops):
            continue
        for child in (*getattr(parent, "_layers", ()), *_graph_operations(parent)):
            if id(child) not in found and child is not model:
                found[id(child)] = child
                waiting.append(child)
    return list(found.values())


def _graph_operations(layer: Any) -> Sequence[Any]:
    """Return the nodes' operations of a functional graph, where `layer` has one."""
    graph = getattr(layer, "_functional", None) or layer
    return tuple(getattr(graph, "operations", ()))


class CallRecorder:
    """Notes every call inside a model while it runs; use one recorder a model, in the thread that owns it."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._operations = operations_of(model)
        self._reset()

    def record(
        self, names: Sequence[str], tensors: Sequence[Any], run: Callable[[], Any]
    ) -> tuple[list[Any], list[Call]]:
        """Run the model and return (its outputs, the calls in order, inputs first).

        `tensors` are the flat inputs that `run` hands to the model, `names` what they are called. A call that holds
        others stands before them.
        """
        import keras

        self._reset()
        for name, tensor in zip(names, tensors, strict=True):
            call_id = self._new_id(name)
            self._calls.append(Call(call_id, None, call_id, (), (tensor,)))
            self._note(call_id, (tensor,))
        with self._attached():
            outputs = run()
        calls = [call for call in self._calls if call is not None]
        self._known.clear()
        return [output for output in keras.tree.flatten(outputs) if output is not None], calls

    def _reset(self) -> None:
        self._calls: list[Call | None] = []
        self._scope = ""
        self._used: Counter[str] = Counter()
        self._homes: dict[int, str] = {}
        # The key of each tensor, and the tensor itself so that its identity is not given to another one.
        self._known: dict[object, tuple[str, Any]] = {}
        self._graph = _current_graph()

    @contextmanager
    def _attached(self) -> Iterator[None]:
        names = ("call", "quantized_call")
        before = [(operation, {name: vars(operation).get(name) for name in names}) for operation in self._operations]
        try:
            for operation in self._operations:
                for name in names:
                    # Not setattr: Keras tracks what is set on a layer, and a built layer refuses.
                    vars(operation)[name] = self._stand_in(operation, getattr(operation, name))
            yield
        finally:
            for operation, methods in before:
                for name, method in methods.items():
                    if method is None:
                        vars(operation).pop(name, None)
                    else:
                        vars(operation)[name] = method

    def _stand_in(self, operation: Any, call: Callable[..., Any]) -> Callable[..., Any]:
        def recorded(*args: Any, **kwargs: Any) -> Any:
            # Inside a loop or a branch of TensorFlow a tensor cannot be taken out.
            if _current_graph() is not self._graph:
                return call(*args, **kwargs)
            return self._record_call(operation, call, args, kwargs)

        return recorded

    def _record_call(
        self, operation: Any, call: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> Any:
        import keras

        call_id = self._new_id(self._scope + operation.name)
        home = self._homes.setdefault(id(operation), call_id)
        place = len(self._calls)
        self._calls.append(None)
        data = {name: value for name, value in kwargs.items() if not name.endswith(_NOT_DATA)}
        given = [value for value in keras.tree.flatten((args, data)) if _is_tensor(value)]
        sources, direct = self._sources(given), all(self._key_of(_before_cast(tensor)) for tensor in given)
        outer, self._scope = self._scope, f"{call_id}/"
        try:
            outputs = call(*args, **kwargs)
        finally:
            self._scope = outer
        copies = tuple(self._key_of(output) for output in keras.tree.flatten(outputs) if _is_tensor(output))
        outputs = keras.tree.map_structure(self._distinct, outputs)
        tensors = tuple(output for output in keras.tree.flatten(outputs) if _is_tensor(output))
        self._note(call_id, tensors)
        self._calls[place] = Call(call_id, operation, home, sources, tensors, copies, direct)
        return outputs

    def _new_id(self, wanted: str) -> str:
        self._used[wanted] += 1
        return wanted if self._used[wanted] == 1 else f"{wanted}#{self._used[wanted]}"

    def _note(self, call_id: str, tensors: tuple[Any, ...]) -> None:
        for key, tensor in zip(output_keys(call_id, len(tensors)), tensors, strict=True):
            self._known[_identity(tensor)] = (key, tensor)

    def _key_of(self, tensor: Any) -> str | None:
        known = self._known.get(_identity(tensor))
        return None if known is None else known[0]

    def _distinct(self, output: Any) -> Any:
        """Return the tensor, or a copy where it already is another call's: a layer may hand on what it was given."""
        import tensorflow as tf

        if not _is_tensor(output) or _identity(output) not in self._known:
            return output
        copy = tf.identity(output)
        mask = getattr(output, "_keras_mask", None)
        if mask is not None:
            copy._keras_mask = mask
        return copy

    def _sources(self, tensors: Sequence[Any]) -> tuple[str, ...]:
        """Return the keys of the noted tensors that these were computed from."""
        keys: dict[str, None] = {}
        seen: set[object] = set()
        waiting = list(reversed(tensors))
        while waiting:
            tensor = waiting.pop()
            identity = _identity(tensor)
            if identity in self._known:
                keys[self._known[identity][0]] = None
            elif identity not in seen and self._graph is not None and hasattr(tensor, "op"):
                seen.add(identity)
                waiting.extend(reversed(tuple(tensor.op.inputs)))
        return tuple(keys)


def _current_graph() -> Any:
    """Return the graph that is being traced, None when TensorFlow computes at once."""
    import tensorflow as tf

    return None if tf.executing_eagerly() else tf.compat.v1.get_default_graph()


def _before_cast(tensor: Any) -> Any:
    """Return the tensor that Keras turned into this one of another precision for a layer, or the tensor itself."""
    while getattr(getattr(tensor, "op", None), "type", "") == "Cast" and tensor.dtype.is_floating:
        tensor = tensor.op.inputs[0]
    return tensor


def _is_tensor(value: Any) -> bool:
    import tensorflow as tf

    return bool(tf.is_tensor(value)) and not isinstance(value, tf.Variable)


def _identity(tensor: Any) -> object:
    """Return what tells a tensor from all others of one run: its name in a graph, else the object itself."""
    return tensor.name if hasattr(tensor, "op") else id(tensor)

"""Everything one training step computes, read inside the traced step itself, so that it is that step's own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.gradients import LayerGradient
from nnviz.core.step_account import LayerStep, WeightUpdate
from nnviz.core.update_rule import UpdateRule
from nnviz.engine.gradients import GradientMeter


class StepTap:
    """Listens to the loss and to the optimizer of `model` while a step is traced; stands in for a `GradientMeter`.

    After a step `outputs` (B, K), `losses` (B,) and `layers` tell of it.
    """

    def __init__(self, model: Any, meter: GradientMeter, loss: str) -> None:
        self._model, self._meter, self._loss = model, meter, loss
        self._answers: Any = None
        self._changes: list[Any] = []
        self.outputs: Array = np.zeros((0, 0))
        self.losses: Array = np.zeros(0)
        self.layers: tuple[LayerStep, ...] = ()

    @contextmanager
    def tapping(self, optimizer: Any) -> Iterator[None]:
        """Listen meanwhile; `sums` holds the traced figures afterwards."""
        self._answers, self._changes = None, []
        with self._meter.tapping(optimizer), self._hearing_loss():
            apply_gradients = optimizer.apply_gradients

            def tapped(grads_and_vars: Any) -> Any:
                pairs = [(gradient, variable) for gradient, variable in grads_and_vars]
                gradients = {id(variable): gradient for gradient, variable in pairs}
                begun = [self._before(optimizer, group, gradients) for group in self._meter.layers.values()]
                result = apply_gradients(pairs)
                self._changes = [[*parts, _at(group[0], place)] for parts, group, place in begun]
                return result

            optimizer.apply_gradients = tapped
            try:
                yield
            finally:
                optimizer.apply_gradients = apply_gradients

    @contextmanager
    def _hearing_loss(self) -> Iterator[None]:
        import keras

        compute_loss, losses_of = self._model.compute_loss, keras.losses.get(self._loss)

        def heard(x: Any, y: Any, y_pred: Any, *others: Any, **named: Any) -> Any:
            self._answers = (y_pred, losses_of(y, y_pred))
            return compute_loss(x, y, y_pred, *others, **named)

        self._model.compute_loss = heard
        try:
            yield
        finally:
            del self._model.compute_loss

    @property
    def sums(self) -> Any:
        """The figures of the step traced last, as a nest of tensors."""
        return self._meter.sums, self._answers, self._changes

    def figures(self, sums: Any) -> tuple[LayerGradient, ...]:
        """Take over what `sums` came to; return what a `GradientMeter` would."""
        norms, (outputs, losses), changes = sums
        self.outputs, self.losses = np.asarray(outputs, np.float64), np.asarray(losses, np.float64).reshape(-1)
        gradients = self._meter.figures(norms)
        groups = self._meter.layers.values()
        rows = zip(gradients, groups, changes, norms[:, 1], strict=True)
        self.layers = tuple(_layer_step(row, group, change, moved) for row, group, change, moved in rows)
        return gradients

    @staticmethod
    def _before(optimizer: Any, group: Sequence[Any], gradients: dict[int, Any]) -> tuple[list[Any], Any, Any]:
        """Read, at the largest gradient of a layer: its place, gradient, weight, momentum and velocity."""
        import tensorflow as tf

        variable = group[0]  # the kernel
        gradient = gradients.get(id(variable))
        flat = tf.zeros((1,)) if gradient is None else tf.reshape(tf.convert_to_tensor(gradient), (-1,))
        place = tf.argmax(tf.abs(flat), output_type=tf.int64)
        slots = [tf.zeros(()) if slot is None else _at(slot, place) for slot in _slots(optimizer, variable)]
        return [place, flat[place], _at(variable, place), *slots], group, place


def step_rule(optimizer: Any, name: str, step: int, learning_rate: float) -> UpdateRule:
    """Return the rule by which a Keras optimizer, called `name` in an experiment, made its update number `step`."""
    usual = UpdateRule(name, learning_rate)
    constants = {
        field: float(getattr(optimizer, field, None) or getattr(usual, field))
        for field in ("momentum", "rho", "beta_1", "beta_2", "epsilon", "weight_decay")
    }
    return UpdateRule(name, learning_rate, step, **constants)


def _at(variable: Any, place: Any) -> Any:
    import tensorflow as tf

    return tf.identity(tf.reshape(variable.value, (-1,))[place])


def _slots(optimizer: Any, variable: Any) -> tuple[Any, Any]:
    """Return what an optimizer remembers of a variable: momentum and velocity, None where it has none."""
    index = optimizer._get_variable_index(variable)  # Keras offers no public way from a variable to its slots

    def of(name: str) -> Any:
        found = getattr(optimizer, name, None)
        return found[index] if found else None

    return of("momentums" if hasattr(optimizer, "momentums") else "_momentums"), of("_velocities")


def _layer_step(row: LayerGradient, group: Sequence[Any], change: Sequence[Any], moved: float) -> LayerStep:
    place, gradient, before, momentum, velocity, after = change
    variable = group[0]
    index = tuple(int(axis) for axis in np.unravel_index(int(place), tuple(variable.shape)))
    figures = [float(figure) for figure in (before, gradient, after, momentum, velocity)]
    count = sum(int(np.prod(tuple(each.shape))) for each in group)
    example = WeightUpdate(variable.name, index, *figures)
    return LayerStep(row.layer_id, count, row.norm, row.weight_norm, float(np.sqrt(moved)), example)

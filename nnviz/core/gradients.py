"""How strongly the layers of a network learn: the size of gradients and of the steps that they lead to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from nnviz.core.arrays import Array, FloatArray, read_only
from nnviz.core.health import Severity, Verdict
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

CAPACITY = 1024
_RECENT = 15
_VANISHING, _VANISHED = 1e-3, 1e-5
_LARGE, _EXPLODING = 1e2, 1e3
_HASTY = 0.1


@dataclass(frozen=True)
class LayerGradient:
    """What one batch did to the trainable weights w of a layer, all of them taken as one vector.

    `norm` is the Euclidean norm of the loss' gradient as the optimizer was handed it, `weight_norm` is |w| before the
    update, `update_ratio` is |w after - w before| / |w before|, NaN where w was 0.
    """

    layer_id: str
    norm: float
    update_ratio: float
    weight_norm: float


@dataclass(frozen=True)
class GradientRecord:
    """The figures of batch `step` (from 1), exact for it; layers from the input to the output."""

    model_id: str
    step: int
    layers: tuple[LayerGradient, ...]


class GradientLog:
    """The gradient norms of a run, in bounded memory: beyond `capacity` moments, neighbours are merged in pairs.

    Of merged moments the least and the greatest norm are kept, so that no peak is lost. Norms that are not numbers
    count as absent. A record of another model begins anew.

    Examples
    --------
    >>> log = GradientLog(capacity=2)
    >>> for step in (1, 2, 3):
    ...     log.add(GradientRecord("m", step, (LayerGradient("dense", float(step), 0.1, 1.0),)))
    >>> log.steps, log.limits("dense")
    (array([1, 3]), (array([1., 3.]), array([2., 3.])))
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = max(2, capacity)
        self._begin("", ())

    def _begin(self, model_id: str, layers: tuple[str, ...]) -> None:
        self.model_id, self.layers = model_id, layers
        self.latest: GradientRecord | None = None
        self._recent: list[GradientRecord] = []
        self._steps = np.empty(self._capacity, np.int64)
        self._low = np.empty((self._capacity, len(layers)))
        self._high = np.empty((self._capacity, len(layers)))
        self._length = 0
        self._width = 1  # records that one moment stands for
        self._open = 0  # records in the last moment

    @property
    def steps(self) -> Array:
        """The first step of every moment, (N,) int64."""
        return read_only(self._steps[: self._length])

    def limits(self, layer_id: str) -> tuple[FloatArray, FloatArray]:
        """Return the least and the greatest norm of a layer at every moment, (N,) each; NaN where there was none."""
        place = self.layers.index(layer_id)
        return read_only(self._low[: self._length, place]), read_only(self._high[: self._length, place])

    def add(self, record: GradientRecord) -> None:
        """Append the figures of a later batch."""
        layers = tuple(layer.layer_id for layer in record.layers)
        if (record.model_id, layers) != (self.model_id, self.layers):
            self._begin(record.model_id, layers)
        self.latest = record
        self._recent = [*self._recent[-_RECENT + 1 :], record]
        norms = np.array([layer.norm if np.isfinite(layer.norm) else np.nan for layer in record.layers])
        if self._length and self._open < self._width:
            last = self._length - 1
            self._low[last] = np.fmin(self._low[last], norms)
            self._high[last] = np.fmax(self._high[last], norms)
            self._open += 1
            return
        if self._length == self._capacity:
            self._merge()
        self._steps[self._length] = record.step
        self._low[self._length] = self._high[self._length] = norms
        self._length += 1
        self._open = 1

    def recent(self) -> GradientRecord | None:
        """Return the latest record with each norm and ratio replaced by its median over the last few.

        One batch is noisy. A norm that is not a number stays as it is.
        """
        if self.latest is None:
            return None
        norms = np.array([[layer.norm for layer in record.layers] for record in self._recent])
        ratios = np.array([[layer.update_ratio for layer in record.layers] for record in self._recent])
        layers = (
            replace(
                layer,
                norm=_median(norms[:, place]) if np.isfinite(layer.norm) else layer.norm,
                update_ratio=_median(ratios[:, place]),
            )
            for place, layer in enumerate(self.latest.layers)
        )
        return replace(self.latest, layers=tuple(layers))

    def _merge(self) -> None:
        half = self._length // 2
        self._low[:half] = np.fmin(self._low[0 : 2 * half : 2], self._low[1 : 2 * half : 2])
        self._high[:half] = np.fmax(self._high[0 : 2 * half : 2], self._high[1 : 2 * half : 2])
        self._steps[:half] = self._steps[0 : 2 * half : 2].copy()
        self._length, self._width = half, 2 * self._width


def _median(values: Array) -> float:
    finite = values[np.isfinite(values)]
    return float(np.median(finite)) if finite.size else float("nan")


def norm_heights(norms: Array, low: float, high: float) -> FloatArray:
    """Return the place of norms on a logarithmic scale from `low` (0) to `high` (1); NaN where there is none.

    Examples
    --------
    >>> norm_heights(np.array([0.01, 1.0, 0.0]), 0.0001, 1.0)
    array([0.5, 1. , nan])
    """
    there = np.isfinite(norms) & (norms > 0)
    heights = np.full(norms.shape, np.nan)
    heights[there] = (np.log10(norms[there]) - np.log10(low)) / max(np.log10(high) - np.log10(low), 1e-9)
    return np.asarray(np.clip(heights, 0.0, 1.0), np.float64)


def norm_decades(log: GradientLog) -> tuple[float, float]:
    """Return the powers of ten between which all norms of the log lie; at least one decade apart."""
    limits = [np.concatenate(log.limits(layer)) for layer in log.layers]
    values = np.concatenate(limits) if limits else np.empty(0)
    values = values[np.isfinite(values) & (values > 0)]
    if not values.size:
        return 0.1, 1.0
    low, high = np.floor(np.log10(values.min())), np.ceil(np.log10(values.max()))
    return float(10.0**low), float(10.0 ** max(high, low + 1))


def gradient_verdicts(record: GradientRecord) -> tuple[Verdict, ...]:
    """Return what stands out in the gradients, the worst first; one row that says all is well when nothing does."""
    norms = [layer.norm for layer in record.layers if np.isfinite(layer.norm) and layer.norm > 0]
    last = norms[-1] if norms else 0.0
    found = [verdict for layer in record.layers for verdict in islice(_of_layer(layer, record.step, last), 1)]
    if not found:
        sentence = QT_TRANSLATE_NOOP("Errors", "The gradients of all {count} layers have a healthy size.")
        found.append(Verdict("", Severity.GOOD, UserError(sentence, count=len(record.layers))))
    order = (Severity.WARNING, Severity.NOTICE, Severity.GOOD)
    return tuple(sorted(found, key=lambda verdict: order.index(verdict.severity)))


def _of_layer(layer: LayerGradient, step: int, last: float) -> Iterator[Verdict]:
    """Yield what is wrong with one layer, the worst first; `last` is the norm of the last layer that learns."""
    name, value = layer.layer_id, f"{layer.norm:.2g}"
    if not np.isfinite(layer.norm):
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "The gradient of {layer} is not a finite number at batch {step}: its weights are lost. Start again with a "
            "lower learning rate.",
        )
        finding = QT_TRANSLATE_NOOP("Findings", "not finite")
        yield Verdict(name, Severity.WARNING, UserError(sentence, layer=name, step=step), finding)
    elif layer.norm == 0.0:
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "No gradient reaches {layer}, so it learns nothing: the units behind it are dead, or nothing leads from it "
            "to the loss. Look at dead units in Outputs.",
        )
        finding = QT_TRANSLATE_NOOP("Findings", "no gradient")
        yield Verdict(name, Severity.WARNING, UserError(sentence, layer=name), finding)
    elif layer.norm > _LARGE:
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "The gradient of {layer} is exploding: its norm is {value}. Lower the learning rate, scale the input, or "
            "put a normalisation before it.",
        )
        severity = Severity.WARNING if layer.norm > _EXPLODING else Severity.NOTICE
        finding = QT_TRANSLATE_NOOP("Findings", "exploding")
        yield Verdict(name, severity, UserError(sentence, layer=name, value=value), finding)
    elif layer.norm < _VANISHING * last:
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "The gradient of {layer} is vanishing: {times} times smaller than that of the last layer, so it hardly "
            "learns. ReLU instead of sigmoid or tanh, batch normalisation or fewer layers help.",
        )
        severity = Severity.WARNING if layer.norm < _VANISHED * last else Severity.NOTICE
        times = f"{last / layer.norm:.2g}"
        finding = QT_TRANSLATE_NOOP("Findings", "vanishing")
        yield Verdict(name, severity, UserError(sentence, layer=name, times=times), finding)
    if layer.update_ratio > _HASTY:
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "One batch changes the weights of {layer} by {percent} % of their size: that is hasty. About 0.1 % is "
            "usual; lower the learning rate.",
        )
        percent = round(100 * layer.update_ratio)
        finding = QT_TRANSLATE_NOOP("Findings", "hasty")
        yield Verdict(name, Severity.NOTICE, UserError(sentence, layer=name, percent=percent), finding)

"""What is healthy and what is not in the layers of a network, in figures and in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from nnviz.core.arrays import FloatArray
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError


class Severity(StrEnum):
    """How bad a finding is."""

    GOOD = "good"
    NOTICE = "notice"
    WARNING = "warning"


@dataclass(frozen=True, eq=False)
class Histogram:
    """How many values fall between neighbouring `edges` (n + 1 of them, increasing, finite); `counts` has n."""

    edges: FloatArray
    counts: FloatArray


@dataclass(frozen=True, eq=False)
class TensorHealth:
    """The values of one tensor over all pictures of the sample, or of one weight.

    A unit is a channel (the last axis). `dead` (of a ReLU: never above 0 for any picture), `saturated` (of a sigmoid
    or tanh: at its limits for at least 95 % of the values) are fractions of the units, None where they mean nothing;
    `dead_units` lists the dead ones. `zeros` is the fraction of values that are exactly 0, `broken` counts NaN and Inf.
    """

    key: str
    layer_id: str
    mean: float
    deviation: float
    low: float
    high: float
    zeros: float
    broken: int
    histogram: Histogram
    units: int = 0
    dead: float | None = None
    saturated: float | None = None
    dead_units: tuple[int, ...] = ()


@dataclass(frozen=True, eq=False)
class HealthReport:
    """The state of every layer over `pictures` pictures; `fraction` of the measurement is done.

    `accuracy` is the fraction of them that the model reads right, None without labels.
    """

    model_id: str
    pictures: int
    activations: tuple[TensorHealth, ...]
    weights: tuple[TensorHealth, ...]
    step: int = 0
    fraction: float = 1.0
    accuracy: float | None = None

    def of_layer(self, layer_id: str | None) -> TensorHealth | None:
        """Return the activations' health of a layer, or None."""
        return next((health for health in self.activations if health.layer_id == layer_id), None)


@dataclass(frozen=True)
class Verdict:
    """A layer, how bad it is, a sentence for people (translated like an error's), and a word for a cell.

    `finding` is the English source of that word, in the context ``Findings``.
    """

    layer_id: str
    severity: Severity
    sentence: UserError
    finding: str = ""

    def __hash__(self) -> int:
        return hash((self.layer_id, self.severity, str(self.sentence)))


_MANY, _SOME = 0.5, 0.1
_LARGE_ACTIVATION, _LARGE_WEIGHT = 1e4, 1e2
_ORDER = (Severity.WARNING, Severity.NOTICE, Severity.GOOD)


def verdicts(report: HealthReport) -> tuple[Verdict, ...]:
    """Return what stands out, the worst first; one row that says all is well when nothing does."""
    found = [verdict for health in report.activations for verdict in _of_activations(health, report.pictures)]
    found += [verdict for health in report.weights for verdict in _of_weights(health)]
    if not found:
        sentence = QT_TRANSLATE_NOOP("Errors", "All {count} layers look healthy over {pictures} pictures.")
        healthy = UserError(sentence, count=len(report.activations), pictures=report.pictures)
        found.append(Verdict("", Severity.GOOD, healthy))
    return tuple(sorted(found, key=lambda verdict: _ORDER.index(verdict.severity)))


def _of_activations(health: TensorHealth, pictures: int) -> Iterator[Verdict]:
    layer = health.layer_id
    if health.broken:
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "{count} outputs of {layer} are infinite or not a number. Train again with a lower learning rate.",
        )
        yield Verdict(layer, Severity.WARNING, UserError(sentence, layer=layer, count=health.broken))
    elif health.low == health.high and health.units:
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "{layer} puts out {value} for every picture: nothing of the picture passes it. Look at its weights and "
            "at the layer before it.",
        )
        yield Verdict(layer, Severity.WARNING, UserError(sentence, layer=layer, value=f"{health.low:.4g}"))
    else:
        yield from _of_units(health, pictures)
    if max(abs(health.low), abs(health.high)) > _LARGE_ACTIVATION:
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "The outputs of {layer} reach {value}: large numbers grow further. Normalise or scale the input."
        )
        value = f"{max(abs(health.low), abs(health.high)):.3g}"
        yield Verdict(layer, Severity.NOTICE, UserError(sentence, layer=layer, value=value))


def _of_units(health: TensorHealth, pictures: int) -> Iterator[Verdict]:
    layer = health.layer_id
    dead, saturated = health.dead or 0.0, health.saturated or 0.0
    if dead >= _SOME:
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "{dead} of {units} units of {layer} are dead: 0 for each of {pictures} pictures, so they learn nothing. "
            "A lower learning rate or a leaky ReLU keeps units alive.",
        )
        values = {"layer": layer, "dead": len(health.dead_units), "units": health.units, "pictures": pictures}
        yield Verdict(layer, _severity(dead), UserError(sentence, **values))
    if saturated >= _SOME:
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "{percent} % of the units of {layer} are saturated: they stand at their limits and hardly learn. Smaller "
            "weights or a normalisation before them help.",
        )
        yield Verdict(layer, _severity(saturated), UserError(sentence, layer=layer, percent=round(100 * saturated)))


def _of_weights(health: TensorHealth) -> Iterator[Verdict]:
    if health.broken:
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "{count} values of {key} are infinite or not a number: the training went out of control. Go back to an "
            "earlier state or start again with a lower learning rate.",
        )
        yield Verdict(health.layer_id, Severity.WARNING, UserError(sentence, key=health.key, count=health.broken))
    elif health.low == health.high == 0.0 and health.key.endswith("kernel"):
        sentence = QT_TRANSLATE_NOOP("Errors", "All values of {key} are 0: the layer ignores its input.")
        yield Verdict(health.layer_id, Severity.WARNING, UserError(sentence, key=health.key))
    elif max(abs(health.low), abs(health.high)) > _LARGE_WEIGHT and health.key.endswith("kernel"):
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "The values of {key} reach {value}: weights as large as that answer wildly to small changes."
        )
        value = f"{max(abs(health.low), abs(health.high)):.3g}"
        yield Verdict(health.layer_id, Severity.NOTICE, UserError(sentence, key=health.key, value=value))


def _severity(share: float) -> Severity:
    return Severity.WARNING if share >= _MANY else Severity.NOTICE

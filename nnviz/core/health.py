"""What is healthy and what is not in the layers of a network, in figures and in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
    or tanh: at its limits for at least 95 % of the values; of a softmax: the share of the answers that give one class
    at least 99.99 %) are fractions of the units, None where they mean nothing; `dead_units` lists the dead ones,
    `constant_units` those of a layer with weights that put out one and the same other number each time. `zeros` is the
    fraction of values that are exactly 0, `broken` counts NaN and Inf. `certain`: `saturated` is a softmax'.
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
    constant_units: tuple[int, ...] = ()
    certain: bool = False


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
_NEARLY_ALL = 0.9
_LARGE_ACTIVATION, _LARGE_WEIGHT = 1e4, 1e2
_ORDER = (Severity.WARNING, Severity.NOTICE, Severity.GOOD)


def verdicts(report: HealthReport) -> tuple[Verdict, ...]:
    """Return what stands out, the worst first; one row that says all is well when nothing does."""
    found = [verdict for health in report.activations for verdict in verdicts_of_outputs(health, report.pictures)]
    found += [verdict for health in report.weights for verdict in verdicts_of_weights(health)]
    if not found:
        sentence = QT_TRANSLATE_NOOP("Errors", "All {count} layers look healthy over {pictures} pictures.")
        healthy = UserError(sentence, count=len(report.activations), pictures=report.pictures)
        found.append(Verdict("", Severity.GOOD, healthy))
    return tuple(sorted(found, key=lambda verdict: _ORDER.index(verdict.severity)))


def verdicts_of_outputs(health: TensorHealth, pictures: int) -> Iterator[Verdict]:
    """Return what stands out in the outputs of one layer over so many pictures."""
    layer = health.layer_id
    if health.broken:
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "{count} outputs of {layer} are infinite or not a number. Train again with a lower learning rate.",
        )
        finding = QT_TRANSLATE_NOOP("Findings", "NaN or infinite")
        yield Verdict(layer, Severity.WARNING, UserError(sentence, layer=layer, count=health.broken), finding)
    elif health.low == health.high and health.units:
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "{layer} puts out {value} for every picture: nothing of the picture passes it. Look at its weights and "
            "at the layer before it.",
        )
        finding = QT_TRANSLATE_NOOP("Findings", "constant")
        yield Verdict(layer, Severity.WARNING, UserError(sentence, layer=layer, value=f"{health.low:.4g}"), finding)
    else:
        yield from _of_units(health, pictures)
    if max(abs(health.low), abs(health.high)) > _LARGE_ACTIVATION:
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "The outputs of {layer} reach {value}: large numbers grow further. Normalise or scale the input."
        )
        value = f"{max(abs(health.low), abs(health.high)):.3g}"
        finding = QT_TRANSLATE_NOOP("Findings", "large numbers")
        yield Verdict(layer, Severity.NOTICE, UserError(sentence, layer=layer, value=value), finding)


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
        finding = QT_TRANSLATE_NOOP("Findings", "dead units")
        yield Verdict(layer, _severity(dead), UserError(sentence, **values), finding)
    if health.certain:
        yield from _of_softmax(health)
    elif saturated >= _SOME:
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "{percent} % of the units of {layer} are saturated: they stand at their limits and hardly learn. Smaller "
            "weights or a normalisation before them help.",
        )
        values = {"layer": layer, "percent": round(100 * saturated)}
        finding = QT_TRANSLATE_NOOP("Findings", "saturated")
        yield Verdict(layer, _severity(saturated), UserError(sentence, **values), finding)
    if len(health.constant_units) >= max(1.0, _SOME * health.units):
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "{count} of {units} units of {layer} put out the same number for each of {pictures} pictures: they carry "
            "nothing. Look at their weights; fewer units may do.",
        )
        values = {"layer": layer, "count": len(health.constant_units), "units": health.units, "pictures": pictures}
        finding = QT_TRANSLATE_NOOP("Findings", "constant units")
        yield Verdict(layer, Severity.NOTICE, UserError(sentence, **values), finding)


def _of_softmax(health: TensorHealth) -> Iterator[Verdict]:
    if (health.saturated or 0.0) >= _NEARLY_ALL:
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "{layer} is certain to 99.99 % or more in {percent} % of its answers, so it hardly learns from them. Right "
            "answers need nothing; for wrong ones more varied pictures or calibration help.",
        )
        values = {"layer": health.layer_id, "percent": round(100 * (health.saturated or 0.0))}
        finding = QT_TRANSLATE_NOOP("Findings", "saturated")
        yield Verdict(health.layer_id, Severity.NOTICE, UserError(sentence, **values), finding)


def verdicts_of_weights(health: TensorHealth) -> Iterator[Verdict]:
    """Return what stands out in the values of one weight."""
    if health.broken:
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "{count} values of {key} are infinite or not a number: the training went out of control. Go back to an "
            "earlier state or start again with a lower learning rate.",
        )
        finding = QT_TRANSLATE_NOOP("Findings", "NaN or infinite")
        yield Verdict(
            health.layer_id, Severity.WARNING, UserError(sentence, key=health.key, count=health.broken), finding
        )
    elif health.low == health.high == 0.0 and health.key.endswith("kernel"):
        sentence = QT_TRANSLATE_NOOP("Errors", "All values of {key} are 0: the layer ignores its input.")
        finding = QT_TRANSLATE_NOOP("Findings", "all zero")
        yield Verdict(health.layer_id, Severity.WARNING, UserError(sentence, key=health.key), finding)
    elif max(abs(health.low), abs(health.high)) > _LARGE_WEIGHT and health.key.endswith("kernel"):
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "The values of {key} reach {value}: weights as large as that answer wildly to small changes."
        )
        value = f"{max(abs(health.low), abs(health.high)):.3g}"
        finding = QT_TRANSLATE_NOOP("Findings", "large numbers")
        yield Verdict(health.layer_id, Severity.NOTICE, UserError(sentence, key=health.key, value=value), finding)


def _severity(share: float) -> Severity:
    return Severity.WARNING if share >= _MANY else Severity.NOTICE


def health_table(rows: Sequence[TensorHealth]) -> str:
    """Return a line for each tensor, with tabs between the cells; empty where nothing was measured."""
    if not rows:
        return ""
    lines = ["tensor\tmean\tspread\tleast\tlargest\tzeros\tdead\tsaturated\tdead units"]
    for row in rows:
        shares = ["" if share is None else f"{share:.9g}" for share in (row.zeros, row.dead, row.saturated)]
        figures = [f"{value:.9g}" for value in (row.mean, row.deviation, row.low, row.high)]
        lines.append("\t".join([row.key, *figures, *shares, ", ".join(map(str, row.dead_units))]))
    return "\n".join(lines)

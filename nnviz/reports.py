"""Results of the commands as text for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import StringIO
from types import TracebackType
from typing import Any, TextIO

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from nnviz.core.experiment import Experiment
from nnviz.core.own_data.origin import Origin
from nnviz.engine.events import DataReported, EpochDone, Failed, ProgressChanged

_MOST_SKIPPED = 20

_RATES = ("precision", "recall", "f1")


def classification(results: list[dict[str, Any]]) -> str:
    """One line a picture."""
    rows = []
    for result in results:
        label = "–" if result["label"] is None else result["label"]
        share = "" if result["probability"] is None else f"{result['probability']:.1%}"
        rows.append((result["file"], label, share, result["verdict"] or "–", result["reason"] or ""))
    return _table(("file", "label", "probability", "verdict", "reason"), rows)


def inspection(result: dict[str, Any]) -> str:
    """One line a layer."""
    rows = [
        (layer["name"], layer["type"], _shape(layer["output_shape"]), f"{layer['parameters']:,}")
        for layer in result["layers"]
    ]
    table = _table(("layer", "type", "output shape", "parameters"), rows)
    return f"{table}\n{result['model']}: {result['parameters']:,} parameters"


def array(result: Mapping[str, Any]) -> str:
    """One line a property."""
    return _pairs(result)


def training(result: dict[str, Any]) -> str:
    """One line an epoch, then where the model lies."""
    names = ("loss", "accuracy", "val_loss", "val_accuracy", "seconds")
    rows = [
        (number, *("–" if epoch[name] is None else f"{epoch[name]:.4f}" for name in names))
        for number, epoch in enumerate(result["epochs"], 1)
    ]
    lines = [_table(("epoch", *names), rows), f"{result['images_per_second']:,.0f} images/s"]
    if "calibration" in result:
        lines.append("calibration error {ece_before:.4f}, after {ece_after:.4f}".format(**result["calibration"]))
    return "\n".join([*lines, result["model"]])


def evaluation(result: dict[str, Any]) -> str:
    """Accuracy, loss, the confusion matrix and the figures of each class."""
    matrix = result["confusion"]
    table = _table(("true \\ said", *range(len(matrix))), [(row, *counts) for row, counts in enumerate(matrix)])
    rows = [(one["name"], *(f"{one[key]:.4f}" for key in _RATES), one["support"]) for one in result["classes"]]
    classes = _table(("class", *_RATES, "pictures"), rows)
    return f"{table}\n\n{classes}\n\naccuracy {result['accuracy']:.4f}   loss {result['loss']:.4f}"


def files(result: Iterable[str]) -> str:
    """One file a line."""
    return "\n".join(result)


def benchmarks(result: Mapping[str, Any]) -> str:
    """One figure a line."""
    return _pairs(result)


def findings(result: list[dict[str, Any]]) -> str:
    """One line a thing examined, with the cure where something is missing."""
    lines = []
    for finding in result:
        lines.append(f"{'ok  ' if finding['ok'] else 'LACKS'} {finding['name']}: {finding['found']}")
        if finding["cure"]:
            lines.append(f"      {finding['cure']}")
    return "\n".join(lines)


class TrainingProgress:
    """A progress line on a terminal; silent where the stream is not one."""

    def __init__(self, experiment: Experiment, stream: TextIO) -> None:
        console = Console(file=stream)
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.percentage:>3.0f} %"),
            TimeRemainingColumn(),
            console=console,
            disable=not console.is_terminal,
            transient=True,
        )
        self._epochs = experiment.epochs
        self._task = self._bar.add_task("", total=None)

    def __enter__(self) -> TrainingProgress:
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def show(self, event: object) -> None:
        """Follow the training by its events."""
        if isinstance(event, ProgressChanged):
            self._bar.update(self._task, completed=event.progress.step, total=event.progress.steps)
        elif isinstance(event, EpochDone):
            words = f"epoch {event.record.epoch} of {self._epochs}: validation {event.record.val_accuracy:.2%}"
            self._bar.update(self._task, description=words)
        elif isinstance(event, DataReported):
            self._tell_of(event.origin)
        elif isinstance(event, Failed):
            self._say(f"nnviz: {event.error}")

    def _tell_of(self, origin: Origin) -> None:
        """Say what of the data is not used, one line a thing."""
        for notice in origin.notices:
            self._say(f"nnviz: {notice}")
        for one in origin.skipped[1:_MOST_SKIPPED]:
            self._say(f"  {one.reason}")
        if len(origin.skipped) > _MOST_SKIPPED:
            self._say(f"  … and {len(origin.skipped) - _MOST_SKIPPED} more")

    def _say(self, line: str) -> None:
        self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)


def _pairs(values: Mapping[str, Any]) -> str:
    width = max((len(name) for name in values), default=0)
    return "\n".join(f"{name:<{width}}  {'–' if value is None else value}" for name, value in values.items())


def _shape(shape: Any) -> str:
    if shape and isinstance(shape[0], list):
        return ", ".join(_shape(one) for one in shape)
    return "(" + ", ".join("–" if size is None else str(size) for size in shape) + ")"


def _table(heads: Iterable[object], rows: Iterable[Iterable[object]]) -> str:
    table = Table(box=None, pad_edge=False)
    for head in heads:
        table.add_column(str(head), overflow="fold")
    for row in rows:
        table.add_row(*(str(cell) for cell in row))
    text = StringIO()
    Console(file=text, width=120).print(table)
    return text.getvalue().rstrip()

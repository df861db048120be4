"""Experiments as files that a person can read: JSON, one entry a line, as `nnviz train --experiment` reads them."""

from __future__ import annotations

import json
from pathlib import Path

from nnviz.core.atomic_file import replacing
from nnviz.core.experiment import Experiment
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

SUFFIX = ".json"
MOST_BYTES = 1_000_000
"""Two hundred rows take about 30 kB."""


def experiment_text(experiment: Experiment) -> str:
    """Return the description as indented JSON, each layer on a line of its own.

    Examples
    --------
    >>> print(experiment_text(Experiment()).splitlines()[1])
      "dataset": "digits",
    """
    values = experiment.to_dict()
    layers = [json.dumps(row.to_dict(), ensure_ascii=False) for row in experiment.layers]
    text = json.dumps({**values, "layers": []}, ensure_ascii=False, indent=2)
    rows = ",\n".join(f"    {layer}" for layer in layers)
    return (text.replace('"layers": []', f'"layers": [\n{rows}\n  ]') if rows else text) + "\n"


def read_experiment_text(text: str) -> Experiment:
    """Return the experiment that a text describes.

    Raises
    ------
    UserError
        When it is no JSON object, or an entry is unknown or wrong.
    """
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise UserError(QT_TRANSLATE_NOOP("Errors", "It is not a description of an experiment."))
    return Experiment.from_dict(values)


def write_experiment(path: Path, experiment: Experiment) -> None:
    """Write the file whole or not at all.

    Raises
    ------
    UserError
        When the place cannot be written.
    """
    try:
        with replacing(path) as temporary:
            temporary.write_text(experiment_text(experiment), encoding="utf-8")
    except OSError as error:
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "{file} was not saved ({reason}). The experiment is as it was. Choose another place."
        )
        raise UserError(sentence, file=path.name, reason=error.strerror or str(error)) from error


def read_experiment(path: Path) -> Experiment:
    """Read a file back.

    Raises
    ------
    UserError
        Naming the file and why it cannot be used.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UserError(QT_TRANSLATE_NOOP("Errors", "It is not a description of an experiment."))
        return read_experiment_text(path.read_text(encoding="utf-8-sig"))
    except UserError as error:
        problem: UserError | str = error
    except UnicodeDecodeError:
        problem = UserError(QT_TRANSLATE_NOOP("Errors", "It is not a description of an experiment."))
    except OSError as error:
        problem = error.strerror or str(error)
    sentence = QT_TRANSLATE_NOOP(
        "Errors", "{file} was not opened, and your experiment is as it was. {problem} Choose a file that nnviz saved."
    )
    raise UserError(sentence, file=path.name, problem=problem)

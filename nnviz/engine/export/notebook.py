"""An experiment as a Jupyter notebook, and files of scripts and notebooks."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from nnviz.core.atomic_file import replacing
from nnviz.core.experiment import Experiment
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.network import Shape
from nnviz.engine.export.script import preamble, summary, training_script, training_sections

NOTEBOOK_SUFFIX = ".ipynb"


def training_notebook(
    experiment: Experiment, picture_shape: Shape | None = None, class_names: Sequence[str] = ()
) -> Any:
    """Return a notebook with the cells of the script, a heading before each step; see `training_script`.

    Raises
    ------
    UserError
        When a row of the network does not fit.
    """
    from nbformat import v4

    sections = training_sections(experiment, picture_shape, class_names)
    title = f"# {experiment.architecture} · {experiment.dataset}\n\n{summary(experiment).strip()}"
    cells = [
        v4.new_markdown_cell(title, id="title"),
        v4.new_code_cell(preamble(experiment, sections), id="settings"),
    ]
    for number, section in enumerate(sections, start=1):
        heading = f"## {number}. {section.title}\n\n{section.text}"
        cells.append(v4.new_markdown_cell(heading, id=f"heading-{number}"))
        cells.append(v4.new_code_cell(section.code, id=f"step-{number}"))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return v4.new_notebook(cells=cells, metadata={"kernelspec": kernel, "language_info": {"name": "python"}})


def save_as_code(
    path: Path, experiment: Experiment, picture_shape: Shape | None = None, class_names: Sequence[str] = ()
) -> None:
    """Write an experiment as a notebook where `path` ends in ``.ipynb``, else as a script.

    Raises
    ------
    UserError
        When a row of the network does not fit, or the file cannot be written; what was there before stays.
    """
    if path.suffix.lower() == NOTEBOOK_SUFFIX:
        import nbformat

        text = nbformat.writes(training_notebook(experiment, picture_shape, class_names))
    else:
        text = training_script(experiment, picture_shape, class_names)
    try:
        with replacing(path) as temporary:
            temporary.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "The code was not saved: {file} cannot be written ({reason}). What was there before is as it was. Choose "
            "another folder or make room on the disk.",
        )
        raise UserError(sentence, file=path, reason=error.strerror or str(error)) from error

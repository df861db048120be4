"""Pictures of every panel and workspace with real content, made without a display."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QCoreApplication, QDeadlineTimer, QEventLoop, QThread
from PySide6.QtWidgets import QApplication, QWidget

from nnviz import paths
from nnviz.core.atomic_file import replacing
from nnviz.core.experiment import Experiment
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.engine import commands
from nnviz.qt.application import Laboratory, make_application
from nnviz.qt.panels import PANELS, WORKSPACES
from nnviz.qt.panels.contact_sheet import ContactSheetPanel
from nnviz.qt.panels.data import DataPanel
from nnviz.qt.panels.evaluation import EvaluationPanel
from nnviz.qt.panels.excite import ExcitePanel
from nnviz.qt.panels.health import HealthPanel
from nnviz.qt.panels.neighbours import NeighboursPanel
from nnviz.qt.panels.preparation import PreparationPanel
from nnviz.qt.panels.runs import RunsPanel
from nnviz.qt.panels.training import new_run_folder
from nnviz.qt.panels.why import WhyPanel
from nnviz.qt.settings import Settings

_PATIENCE_MS = 120_000
_EPOCHS = 3
_ANSWERING = (PreparationPanel, NeighboursPanel, WhyPanel, HealthPanel, ExcitePanel, DataPanel, EvaluationPanel)


def targets(name: str) -> list[str]:
    """Return the ids of the pictures that `name` stands for: a panel, a workspace (``workspace-ID``) or ``all``.

    Raises
    ------
    UserError
        When nothing has that name.
    """
    known = [*(spec.id for spec in PANELS), *(f"workspace-{workspace.id}" for workspace in WORKSPACES)]
    if name == "all":
        return known
    if name not in known:
        raise UserError(
            QT_TRANSLATE_NOOP("Errors", "There is no panel “{name}”; nothing was rendered. Known: all, {known}."),
            name=name,
            known=", ".join(known),
        )
    return [name]


def take_screenshots(name: str, out: Path, size: tuple[int, int], theme: str, language: str) -> list[str]:
    """Render to ``OUT/<id>.png`` and return the files' names."""
    wanted = targets(name)
    out.mkdir(parents=True, exist_ok=True)
    application = make_application()
    settings = Settings(None)
    settings.set("theme", theme)
    settings.set("language", language)
    with TemporaryDirectory() as runs:
        settings.set("runs/folder", runs)
        return _render(application, settings, wanted, out, size)


def _render(
    application: QApplication, settings: Settings, wanted: list[str], out: Path, size: tuple[int, int]
) -> list[str]:
    laboratory = Laboratory(application, settings)
    laboratory.window.resize(*size)
    laboratory.open()
    laboratory.window.resize(*size)
    try:
        _fill(laboratory)
        return [str(_picture(laboratory, target, out, size)) for target in wanted]
    finally:
        laboratory.window.close()


def _fill(laboratory: Laboratory) -> None:
    """Bring real content: a drawing, the model's answer to it, and a short training."""
    state = laboratory.store
    _wait(lambda: state.state.model is not None, "the model")
    for number, architecture in enumerate(("mlp", "lenet"), 1):
        training = Experiment(dataset="digits", architecture=architecture, epochs=_EPOCHS)
        folder = new_run_folder(training, Path(laboratory.window.settings.text("runs/folder")))
        laboratory.engine.post(commands.Train(training, str(folder)))
        _wait(partial(_ended, laboratory, number), "the training")
    laboratory.engine.post(commands.HoldReference())
    laboratory.engine.post(commands.OpenModel(str(paths.shipped_model())))
    trained = state.state.model
    _wait(lambda: state.state.model is not trained, "the shipped model")
    samples = sorted((paths.resources() / "samples").glob("7_*.png"))
    if samples:
        laboratory.window.files.open_paths([str(samples[0])])
        _wait(lambda: state.state.probe is not None, "the drawing's answer")
        _wait(lambda: state.state.reference is not None and state.state.reference.probe is not None, "the reference")
        _wait_for_answers(laboratory)
    sheet = laboratory.window.panel("contact_sheet")
    if samples and isinstance(sheet, ContactSheetPanel):
        sheet.read_files([str(paths.resources() / "samples")])
        _wait(lambda: sheet.complete, "the readings of many pictures")


def _ended(laboratory: Laboratory, number: int) -> bool:
    """Return whether the training of this number is over."""
    run = laboratory.store.state.run
    return run is not None and run.id.endswith(f"-{number}") and run.progress.phase.ended


def _wait_for_answers(laboratory: Laboratory) -> None:
    """Show the panels that ask questions of their own about the drawing, until each is answered."""
    for panel_id in ("preparation", "neighbours", "why", "health", "excite", "data", "evaluation"):
        laboratory.window.show_alone(panel_id)
        panel = laboratory.window.panel(panel_id)
        if isinstance(panel, HealthPanel) and not panel.tools.measuring:
            panel.measure.click()
        if isinstance(panel, EvaluationPanel):
            panel.tools.start.click()
        if isinstance(panel, _ANSWERING):
            _wait(partial(getattr, panel, "answered"), f"the answer for the panel {panel_id}")


def _picture(laboratory: Laboratory, target: str, out: Path, size: tuple[int, int]) -> Path:
    window = laboratory.window
    if target.startswith("workspace-"):
        window.show_workspace(target.removeprefix("workspace-"))
        shown: QWidget = window
    else:
        window.show_alone(target)
        shown = window.docks[target]
    window.resize(*size)
    runs = window.panel(target) if target == "runs" else None
    if isinstance(runs, RunsPanel):
        _settle()
        for run in runs.table.runs.runs:
            runs.table.runs.mark(run.path, True)
        _wait(lambda: runs.complete, "the curves of the runs")
    _settle()
    file = out / f"{target}.png"
    picture = shown.grab()
    with replacing(file) as temporary:
        if not picture.save(str(temporary), "PNG"):
            raise UserError(QT_TRANSLATE_NOOP("Errors", "{file} could not be written; is the disk full?"), file=file)
    return file


def _settle() -> None:
    """Let answers, layouts and paints that are under way arrive."""
    for _ in range(20):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        QThread.msleep(10)


def _wait(ready: Callable[[], bool], what: str) -> None:
    deadline = QDeadlineTimer(_PATIENCE_MS)
    while not ready():
        if deadline.hasExpired():
            raise TimeoutError(f"{what} did not come within {_PATIENCE_MS // 1000} s")
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        QThread.msleep(5)

"""The choices that make a training: what is learnt by which network, and how."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nnviz.core.experiment import CUSTOM, Experiment
from nnviz.core.history import History
from nnviz.core.messages import UserError
from nnviz.core.network import Shape
from nnviz.core.network_edits import NetworkDraft, view_network
from nnviz.core.presets import preset_rows
from nnviz.qt.translation import user_sentence
from nnviz.qt.widgets.experiment_description import ExperimentDescription
from nnviz.qt.widgets.experiment_head import DESCRIPTION, NETWORK, ExperimentHead
from nnviz.qt.widgets.network_editor import NetworkEditor


@dataclass(frozen=True)
class Pictures:
    """What is known of a set of pictures before it is loaded."""

    shape: Shape
    classes: int


@dataclass(frozen=True)
class _Choice:
    experiment: Experiment
    draft: NetworkDraft


class ExperimentForm(QWidget):
    """Fields and a network for an `Experiment`; `changed` follows every edit, also one that makes it unusable.

    `head` stands above it, wherever its owner puts it. `pictures` tells the shape of each data set that is known.
    """

    changed = Signal()

    def __init__(self, pictures: dict[str, Pictures] | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = dict(pictures or {})
        self._showing = False
        self._refusal = ""
        self._widest = 0
        self.head = ExperimentHead()
        self.description, self.network = ExperimentDescription(self), NetworkEditor(self)
        self.network.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.description)
        column.addWidget(self.network)
        self._name_fields()
        self._history = History(self._choice(Experiment(), ""))
        self._show_choice()
        self._connect()

    def _name_fields(self) -> None:
        choices, counts, decimals = self.description.choices, self.description.counts, self.description.decimals
        self.dataset, self.architecture, self.augment = (choices[n] for n in ("dataset", "architecture", "augment"))
        self.loss, self.optimizer, self.schedule = (choices[n] for n in ("loss", "optimizer", "schedule"))
        self.epochs, self.batch_size, self.seed = (counts[n] for n in ("epochs", "batch_size", "seed"))
        self.learning_rate = decimals["learning_rate"]

    def _connect(self) -> None:
        self.description.changed.connect(self._on_description_changed)
        self.network.edited.connect(self._on_network_edited)
        self.network.misread.connect(self._on_network_misread)
        self.head.page_chosen.connect(self._on_head_page_chosen)
        self.head.buttons["undo"].clicked.connect(self.undo)
        self.head.buttons["redo"].clicked.connect(self.redo)
        tools = self.head.tools
        tools.added.connect(self._on_tools_added)
        tools.removed.connect(self._on_tools_removed)
        tools.duplicated.connect(self._on_tools_duplicated)
        tools.shifted.connect(self._on_tools_shifted)
        tools.preset_chosen.connect(self._on_tools_preset_chosen)

    def add_shortcuts(self, panel: QWidget) -> None:
        """Let Ctrl+Z and Ctrl+Shift+Z undo and redo while the focus is anywhere in a panel."""
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys, slot in (("Ctrl+Z", self.undo), ("Ctrl+Shift+Z", self.redo)):
            QShortcut(QKeySequence(keys), panel, context=context).activated.connect(slot)

    def sizeHint(self) -> QSize:
        """Be as wide as the wider page, so that turning and unfolding them moves nothing beside it."""
        pages = (self.description, self.network, self.head)
        self._widest = max(self._widest, *(page.sizeHint().width() for page in pages))
        return QSize(self._widest, super().sizeHint().height())

    # --- the value ---

    def experiment(self) -> Experiment:
        """Return what is chosen.

        Raises
        ------
        UserError
            When a number cannot be used.
        """
        now = self._history.now
        return self.description.read(now.experiment, now.draft.rows)

    def set_experiment(self, experiment: Experiment, origin: str = "") -> None:
        """Show these choices; `origin` names the preset that an own network began as."""
        if experiment == self._history.now.experiment and not self.description.problem:
            return
        self._put(self._choice(experiment, origin))

    def know_pictures(self, dataset: str, pictures: Pictures) -> None:
        """Tell the shape of a data set that was not known before, one's own for instance."""
        self._pictures[dataset] = pictures
        now = self._history.now
        self._history = replace(self._history, now=self._choice(now.experiment, now.draft.origin, now.draft.chosen))
        self._show_choice()
        self.changed.emit()

    @property
    def origin(self) -> str:
        """The preset that an own network began as; "" where there is none."""
        draft = self._history.now.draft
        return draft.origin if self._history.now.experiment.architecture == CUSTOM else ""

    @property
    def problem(self) -> str:
        """Why the numbers cannot be used; empty when they can."""
        return self.description.problem

    @property
    def network_problem(self) -> str:
        """Why the network cannot be built; empty when it can."""
        return self._refusal or self.network.problem

    def _choice(self, experiment: Experiment, origin: str, chosen: int = -1) -> _Choice:
        pictures = self._pictures.get(experiment.dataset)
        shape = pictures.shape if pictures else (28, 28, 1)
        if experiment.architecture == CUSTOM:
            return _Choice(experiment, NetworkDraft(experiment.layers, chosen, origin))
        try:
            return _Choice(experiment, NetworkDraft(preset_rows(experiment.architecture, shape), chosen))
        except UserError:
            return _Choice(experiment, NetworkDraft())

    # --- edits ---

    def _put(self, choice: _Choice, key: str = "") -> None:
        if choice.experiment == self._history.now.experiment:
            self._history = replace(self._history, now=choice)
        else:
            self._history = self._history.put(choice, key)
        self._show_choice()
        self.changed.emit()

    def _show_choice(self) -> None:
        self._showing = True
        try:
            self.description.show_experiment(self._history.now.experiment)
            self.description.read(self._history.now.experiment, self._history.now.draft.rows)
        finally:
            self._showing = False
        self._show_network()
        self._allow()

    def _show_network(self) -> None:
        now = self._history.now
        pictures = self._pictures.get(now.experiment.dataset)
        self._refusal = "" if pictures is None else _refusal(now.experiment, pictures.shape)
        view = view_network(now.draft.rows, pictures.shape, pictures.classes) if pictures is not None else None
        self.network.show_network(now.draft, view, now.experiment.batch_size, now.experiment.output_activation)
        self.head.tools.show_draft(now.draft)

    def _allow(self) -> None:
        self.head.buttons["undo"].setEnabled(bool(self._history.past) or bool(self.problem))
        self.head.buttons["redo"].setEnabled(bool(self._history.future))
        self.head.show_problem(bool(self.network_problem))

    @Slot(str)
    def _on_description_changed(self, field: str) -> None:
        if self._showing:
            return
        now = self._history.now
        try:
            experiment = self.description.read(now.experiment, now.draft.rows)
        except UserError:
            self._allow()
            self.changed.emit()
            return
        origin = now.draft.origin or _preset(now.experiment)
        self._history = self._history.put(self._choice(experiment, origin, now.draft.chosen), field)
        self._show_network()
        self._allow()
        self.changed.emit()

    @Slot(object, str)
    def _on_network_edited(self, draft: NetworkDraft, key: str) -> None:
        now = self._history.now
        if draft.rows == now.draft.rows:
            self._put(_Choice(now.experiment, draft))
            return
        draft = replace(draft, origin=draft.origin or _preset(now.experiment))
        self._put(_Choice(replace(now.experiment, architecture=CUSTOM, layers=draft.rows), draft), key)

    @Slot()
    def _on_network_misread(self) -> None:
        self._allow()
        self.changed.emit()

    @Slot(str)
    def _on_tools_added(self, kind: str) -> None:
        self.network.ask(self._history.now.draft.inserted(kind))

    @Slot()
    def _on_tools_removed(self) -> None:
        self.network.ask(self._history.now.draft.removed())

    @Slot()
    def _on_tools_duplicated(self) -> None:
        self.network.ask(self._history.now.draft.duplicated())

    @Slot(int)
    def _on_tools_shifted(self, by: int) -> None:
        self.network.ask(self._history.now.draft.shifted(by))

    @Slot(str)
    def _on_tools_preset_chosen(self, name: str) -> None:
        self._put(self._choice(replace(self._history.now.experiment, architecture=name, layers=()), ""))

    # --- undo ---

    @Slot()
    def undo(self) -> None:
        """Take the last change back, or what was typed and is no number."""
        self._go(self._history if self.problem or self.network.misread_now else self._history.undone())

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back last."""
        self._go(self._history.redone())

    def _go(self, history: History[_Choice]) -> None:
        if not self.isEnabled():
            return
        before, self._history = self._history.now, history
        self._show_choice()
        custom = CUSTOM in (before.experiment.architecture, history.now.experiment.architecture)
        if custom and before.draft.rows != history.now.draft.rows:
            self.head.show_page(NETWORK)
        elif before.experiment != history.now.experiment:
            self.head.show_page(DESCRIPTION)
        self.changed.emit()

    # --- pages, keys and the wheel ---

    @Slot(int)
    def _on_head_page_chosen(self, page: int) -> None:
        self.description.setVisible(page == DESCRIPTION)
        self.network.setVisible(page == NETWORK)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the form, and leave undo to the form, whatever field lies under them."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        if event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) and isinstance(event, QKeyEvent):
            return self._take_undo(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _take_undo(self, event: QKeyEvent) -> bool:
        standard = QKeySequence.StandardKey
        for key, act in ((standard.Undo, self.undo), (standard.Redo, self.redo)):
            if event.matches(key):
                event.accept()
                if event.type() == QEvent.Type.KeyPress:
                    act()
                return True
        return False

    def changeEvent(self, event: QEvent) -> None:
        """Tell the problem of the network in the language of the application."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._show_network()


def _preset(experiment: Experiment) -> str:
    return "" if experiment.architecture == CUSTOM else experiment.architecture


def _refusal(experiment: Experiment, shape: Shape) -> str:
    """Return why a preset cannot be built for these pictures; "" when it can."""
    try:
        experiment.rows(shape)
    except UserError as error:
        return user_sentence(error)
    return ""

"""How a drawing becomes the picture that the model reads: every stage, and what the answer would be without it."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from nnviz.core.class_scores import class_probabilities, ranked
from nnviz.core.preparation import Preparation
from nnviz.core.preparation_view import STAGES, stages_off, switched, view_preparation
from nnviz.core.view_state import ViewState
from nnviz.engine.commands import AskMany
from nnviz.engine.events import ManyReady
from nnviz.qt.numerals import percent
from nnviz.qt.panels.base import Panel
from nnviz.qt.widgets.stage_card import CardGrid, StageCard

OWNER = "preparation"
_DELAY_MS = 40  # after the drawing's own answer, which goes first


class PreparationPanel(Panel):
    """Cards of the stages; their switches act on what the live model gets."""

    def build(self) -> None:
        """Make the widgets."""
        self._answers: ManyReady | None = None
        self._timer = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.notice = QLabel(wordWrap=True)
        self.notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.notice.setMargin(24)
        self.notice.setProperty("role", "muted")
        self.summary = QLabel(wordWrap=True)
        self.reset = QPushButton()
        self.reset.clicked.connect(self._on_reset_clicked)
        self.source = StageCard("grey", has_switch=False)
        self.cards = {stage: StageCard(stage) for stage in STAGES}
        for card in self.cards.values():
            card.switched.connect(self._on_card_switched)
        self._grid = CardGrid([self.source, *self.cards.values()])
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.notice)
        self._pages.addWidget(self._make_page())
        self.context.engine.many_ready.connect(self._on_engine_many_ready)

    def _make_page(self) -> QWidget:
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.summary, 1)
        head.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._grid)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inner)
        self._scroll = scroll
        return scroll

    @property
    def answered(self) -> bool:
        """Whether the engine has answered about a drawing."""
        return self._answers is not None

    # --- what is shown ---

    def show_state(self, new: ViewState, old: ViewState | None) -> None:
        """Lay the drawing's preparation open; while it is being drawn, at most 25 times a second."""
        if old is None or new.preparation != old.preparation:
            self._show_switches(new.preparation)
        other_drawing = old is None or new.drawing is not old.drawing or new.image is not old.image
        other_model = old is None or new.model is not old.model
        if other_drawing or other_model:
            self._show_page(new)
        if (other_drawing or other_model or _step(new) != _step(old)) and not self._timer.isActive():
            self._timer.start()

    def _show_switches(self, steps: Preparation) -> None:
        for stage, card in self.cards.items():
            card.set_on(getattr(steps, stage))
        self.reset.setEnabled(bool(stages_off(steps)))

    def _show_page(self, state: ViewState) -> None:
        self._pages.setCurrentIndex(0 if state.drawing is None else 1)
        self._retranslate_notice(state)

    @Slot()
    def _on_timer_timeout(self) -> None:
        state = self.context.store.state
        if state.drawing is None or not self.isVisible():
            return
        view = view_preparation(state.drawing, state.preparation)
        self.source.set_picture(view.pictures["grey"])
        for stage, card in self.cards.items():
            card.set_picture(view.pictures[stage])
        if view.blank or state.model is None:
            self._answers = None
            self._show_answers()
        else:
            self.context.engine.post(AskMany(view.images, state.generation, OWNER))

    @Slot(object)
    def _on_engine_many_ready(self, answers: ManyReady) -> None:
        if answers.owner == OWNER and answers.model_id == self.context.store.state.model_id:
            self._answers = answers
            self._show_answers()

    def _show_answers(self) -> None:
        model = self.context.store.state.model
        if self._answers is None or model is None or self._answers.outputs.ndim != 2:
            for card in self.cards.values():
                card.set_other(None)
            self.summary.setText(self.tr("From the drawing to the 28 × 28 pixels that the model reads."))
            return
        activation = model.layers[-1].activation if model.layers else None
        rows = [class_probabilities(output, activation) for output in self._answers.outputs]
        winners = [(ranked(row, 1)[0], float(np.max(row))) for row in rows]
        (winner, share), others = winners[0], winners[1:]
        for card, (label, probability) in zip(self.cards.values(), others, strict=True):
            card.set_other((self._name(label), probability), differs=label != winner)
        text = self.tr("Prepared like this, the model reads {0} with {1}.")
        self.summary.setText(text.format(self._name(winner), percent(share)))

    def _name(self, label: int) -> str:
        model = self.context.store.state.model
        names = model.class_names if model is not None else ()
        return names[label] if label < len(names) else str(label)

    # --- the switches ---

    @Slot(str)
    def _on_card_switched(self, stage: str) -> None:
        self.context.store.update(preparation=switched(self.context.store.state.preparation, stage))

    @Slot()
    def _on_reset_clicked(self) -> None:
        self.context.store.update(preparation=Preparation())

    # --- room and words ---

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the columns again."""
        super().resizeEvent(event)
        self._find_columns()

    def _find_columns(self) -> None:
        self._grid.set_width(self.width() - 16 - self._scroll.verticalScrollBar().sizeHint().width())

    def changeEvent(self, event: QEvent) -> None:
        """Find the columns again when the text grows."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LanguageChange):
            self._find_columns()

    def retranslate(self) -> None:
        """Set every word of the panel."""
        self.setAccessibleName(self.tr("Preparation"))
        self.reset.setText(self.tr("All on"))
        self.reset.setToolTip(self.tr("Switch every stage on again"))
        self.source.set_words(
            self.tr("The drawing"), self.tr("As it was drawn or opened, in grey: the brightness of its colours.")
        )
        words = {
            "ink": (self.tr("1. Find the ink"), self.tr("Tells ink from paper, light or dark, and removes the paper.")),
            "crop": (self.tr("2. Crop"), self.tr("Cuts away the empty paper: place and size no longer matter.")),
            "even_stroke": (
                self.tr("3. Even out the stroke"),
                self.tr("Thickens hairlines and thins thick pens; all else stays as it is."),
            ),
            "fit": (self.tr("4. Fit"), self.tr("Scales the longer side to 20 of 28 pixels and keeps the proportions.")),
            "stretch": (self.tr("5. Stretch"), self.tr("Makes faint lines as bright as those of the training.")),
            "centre": (
                self.tr("6. Centre"),
                self.tr("Moves the centre of mass into the middle of the 28 × 28 pixels."),
            ),
        }
        for stage, card in self.cards.items():
            card.set_words(*words[stage])
        self._retranslate_notice(self.context.store.state)
        self._show_answers()

    def _retranslate_notice(self, state: ViewState) -> None:
        if state.image is None:
            text = self.tr("Draw a digit: each stage from your drawing to what the model reads appears here.")
        else:
            text = self.tr(
                "This picture reaches the model as it is, without these stages: it is a sample of a data set, or the "
                "model does not read digits of 28 × 28 pixels. Draw a digit for a model of digits to see them."
            )
        self.notice.setText(text)


def _step(state: ViewState | None) -> tuple[int | None, int]:
    snapshot = None if state is None else state.snapshot
    return snapshot, -1 if state is None or state.probe is None else state.probe.step

"""What would make the drawing another digit: the nearest training examples of a class, and the ink between."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from nnviz.core.arrays import Array
from nnviz.core.class_scores import ranked
from nnviz.core.drawing_answer import answer_of
from nnviz.core.view_state import ViewState
from nnviz.engine.commands import FindNearest
from nnviz.engine.events import NearestReady
from nnviz.qt.panels.base import Panel
from nnviz.qt.widgets.colour_key import ColourKey
from nnviz.qt.widgets.experiment_words import dataset_names
from nnviz.qt.widgets.flow_layout import FlowLayout
from nnviz.qt.widgets.neighbour_card import PICTURE_PX, NeighbourGrid
from nnviz.qt.widgets.pixel_picture import PixelPicture

COUNT = 6
CLASSES = 10
DATASETS = ("digits", "mnist", "fashion-mnist")
_SHAPE = (28, 28, 1)
_DELAY_MS = 60  # after the drawing's own answer, which goes first


class NeighboursPanel(Panel):
    """Asks for the nearest training pictures of the chosen class, again with every change of the drawing."""

    def build(self) -> None:
        """Make the widgets."""
        self._asked: tuple[int, Array] | None = None
        self._shown: tuple[NearestReady, Array] | None = None
        self._chosen = False
        self._timer = QTimer(self, singleShot=True, interval=_DELAY_MS)
        self._timer.timeout.connect(self._on_timer_timeout)
        self.notice = QLabel(wordWrap=True)
        self.notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.notice.setMargin(24)
        self.notice.setProperty("role", "muted")
        self.class_box, self.dataset_box = QComboBox(), QComboBox()
        for label in range(CLASSES):
            self.class_box.addItem(str(label), label)
        for name in DATASETS:
            self.dataset_box.addItem(name, name)
        self.question, self.source = QLabel(), QLabel()
        self.drawing = PixelPicture()
        self.drawing.setFixedSize(PICTURE_PX, PICTURE_PX)
        self.sentence = QLabel(wordWrap=True)
        self.key = ColourKey()
        self.grid = NeighbourGrid(COUNT)
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self.notice)
        self._pages.addWidget(self._make_page())
        self._set_dataset(self.context.settings.text("neighbours/dataset"))
        self.class_box.activated.connect(self._on_class_box_activated)
        self.dataset_box.activated.connect(self._on_dataset_box_activated)
        self.context.engine.nearest_ready.connect(self._on_engine_nearest_ready)

    def _make_page(self) -> QWidget:
        choices = QWidget()
        flow = FlowLayout(choices, spacing=8)
        for widget in (self.question, self.class_box, self.source, self.dataset_box):
            flow.addWidget(widget)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.drawing, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self.sentence, 1, Qt.AlignmentFlag.AlignTop)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(12)
        column.addWidget(choices)
        column.addLayout(head)
        column.addWidget(self.key)
        column.addWidget(self.grid)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(inner)
        return self._scroll

    @property
    def answered(self) -> bool:
        """Whether the engine has answered about a drawing."""
        return self._shown is not None

    # --- asking ---

    def show_state(self, new: ViewState, old: ViewState | None) -> None:
        """Ask for the neighbours of a new drawing."""
        other_image = old is None or new.image is not old.image
        fits = new.image is not None and new.image.shape == _SHAPE and bool(new.image.any())
        self._pages.setCurrentIndex(1 if fits else 0)
        if old is None or new.model is not old.model or other_image:
            self._retranslate_notice(new)
        if old is None or new.probe is not old.probe:
            self._suggest_class(new)
        if other_image and fits:
            self.drawing.set_picture(new.image)
            self._ask_soon()

    def _suggest_class(self, state: ViewState) -> None:
        """Take the second nearest reading, until a person chooses a class."""
        answer = answer_of(state.model, state.probe)
        if self._chosen or answer is None or answer.probabilities.size != CLASSES:
            return
        second = ranked(answer.probabilities, 2)[1]
        if second != self.class_box.currentIndex():
            self.class_box.setCurrentIndex(second)
            self._ask_soon()

    def _ask_soon(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    @Slot()
    def _on_timer_timeout(self) -> None:
        state = self.context.store.state
        if state.image is None or state.image.shape != _SHAPE or not self.isVisible():
            return
        self._asked = (state.generation, state.image)
        folder = self.context.settings.text("data/folder") or None
        label = int(self.class_box.currentData())
        self.context.engine.post(FindNearest(state.image, label, self._dataset, COUNT, state.generation, folder))

    @property
    def _dataset(self) -> str:
        return str(self.dataset_box.currentData())

    def _set_dataset(self, name: str) -> None:
        index = self.dataset_box.findData(name)
        if index >= 0:
            self.dataset_box.setCurrentIndex(index)

    @Slot()
    def _on_class_box_activated(self) -> None:
        self._chosen = True
        self._ask_soon()

    @Slot()
    def _on_dataset_box_activated(self) -> None:
        self.context.settings.set("neighbours/dataset", self._dataset)
        self._ask_soon()

    # --- showing ---

    @Slot(object)
    def _on_engine_nearest_ready(self, found: NearestReady) -> None:
        if self._asked is None or found.generation != self._asked[0] or found.dataset != self._dataset:
            return
        image = self._asked[1]
        self._shown = (found, image)
        near = found.neighbours
        for index, card in enumerate(self.grid.cards):
            card.setVisible(index < len(near.indices))
            if index < len(near.indices):
                card.show_neighbour(
                    image,
                    near.pictures[index],
                    found.dataset,
                    int(near.indices[index]),
                    float(near.distances[index]),
                )
        self._retranslate_sentence()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Find the columns again."""
        super().resizeEvent(event)
        self.grid.set_width(self.width() - 16 - self._scroll.verticalScrollBar().sizeHint().width())

    # --- words ---

    def retranslate(self) -> None:
        """Set every word of the panel."""
        self.setAccessibleName(self.tr("What would make this a …?"))
        self.question.setText(self.tr("What would make this a"))
        self.source.setText(self.tr("of the set"))
        self.class_box.setAccessibleName(self.tr("Class"))
        self.class_box.setToolTip(self.tr("The class to become; at first the second nearest reading"))
        self.dataset_box.setAccessibleName(self.tr("Data set"))
        self.dataset_box.setToolTip(self.tr("Where the training examples come from"))
        names = dataset_names()
        for index, name in enumerate(DATASETS):
            self.dataset_box.setItemText(index, names[name])
        self.key.set_words(self.tr("remove"), self.tr("add"))
        self._retranslate_notice(self.context.store.state)
        self._retranslate_sentence()

    def _retranslate_notice(self, state: ViewState) -> None:
        if state.image is None or state.image.shape == _SHAPE:
            text = self.tr("Draw a digit: the training examples nearest to it appear here, class by class.")
        else:
            text = self.tr(
                "The live model does not read 28 × 28 grey pixels, so there are no examples to compare it with."
            )
        self.notice.setText(text)

    def _retranslate_sentence(self) -> None:
        if self._shown is None:
            self.sentence.setText(self.tr("The nearest examples are on their way."))
            return
        text = self.tr("The training examples of {0} nearest to the drawing, and the ink that would change.")
        self.sentence.setText(text.format(self._shown[0].label_name))

"""A network as a list of rows to add to, to arrange and to configure."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.network import LayerSpec, RowFacts
from nnviz.core.network_edits import NetworkDraft, NetworkView
from nnviz.qt.numerals import whole
from nnviz.qt.theme import theme_of
from nnviz.qt.translation import user_sentence
from nnviz.qt.widgets import network_words as words
from nnviz.qt.widgets.experiment_words import architecture_words
from nnviz.qt.widgets.network_row import NetworkRow

_WIDTH_PX = 300
_SPACING = 4
_MARK_PX = 3


class NetworkEditor(QWidget):
    """Shows a `NetworkDraft` with what comes of it, and asks for edits: `edited(draft, key)`.

    Edits with the same key, one after the other, are meant as one step.
    """

    edited = Signal(object, str)
    misread = Signal()
    row_chosen = Signal(object)

    def __init__(self, watcher: QObject) -> None:
        super().__init__()
        self._watcher = watcher
        self._draft = NetworkDraft()
        self._told: tuple[NetworkView | None, int, str] = (None, 1, "softmax")
        self.rows: list[NetworkRow] = []
        self.picture, self.output = (NetworkRow(kind, None, watcher) for kind in ("gallery", "dense"))
        self.note, self.total, self.batch = (QLabel(wordWrap=True) for _ in range(3))
        for label in (self.note, self.total, self.batch):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for label in (self.note, self.batch):
            label.setProperty("role", "muted")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 4, 0)
        self._column.setSpacing(_SPACING)
        for widget in (self.note, self.picture, self.output, self.total, self.batch):
            self._column.addWidget(widget)
        self._mark = QFrame(self)
        self._mark.hide()

    def sizeHint(self) -> QSize:
        """Return a width at which nothing wraps that need not."""
        return QSize(_WIDTH_PX, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Be as narrow as a single setting."""
        return QSize(200, super().minimumSizeHint().height())

    @property
    def draft(self) -> NetworkDraft:
        """The network on show."""
        return self._draft

    @property
    def problem(self) -> str:
        """Why the network cannot be trained; "" when it can."""
        view = self._told[0]
        return self.misread_now or (user_sentence(view.problem) if view and view.problem else "")

    @property
    def misread_now(self) -> str:
        """Why what was typed into a row cannot be used; "" when all can."""
        return next((row.misread_sentence for row in self.rows if row.misread_sentence), "")

    # --- what is shown ---

    def show_network(self, draft: NetworkDraft, view: NetworkView | None, batch_size: int, activation: str) -> None:
        """Show rows and what comes of them; None where the pictures are not known yet."""
        before, self._draft, self._told = self._draft, draft, (view, batch_size, activation)
        self._fit_rows()
        facts = view.facts if view else tuple(RowFacts("", None) for _ in range(len(draft.rows) + 1))
        for index, (widget, row) in enumerate(zip(self.rows, draft.rows, strict=True)):
            widget.show_layer(row, facts[index], index == draft.chosen)
        shape = view.picture_shape if view else None
        self.picture.show_end(self.tr("Picture"), "", RowFacts("picture", shape))
        classes = self.tr("{0} classes, {1}").format(view.classes if view else "?", activation)
        self.output.show_end(self.tr("Output"), classes, facts[-1])
        self._tell_whole()
        if draft.chosen >= 0 and (draft.chosen, len(draft.rows)) != (before.chosen, len(before.rows)):
            self.row_chosen.emit(self.rows[draft.chosen])

    def _fit_rows(self) -> None:
        """Keep the widgets whose kind stands where it stood; make and drop the others."""
        focus = QApplication.focusWidget()
        holder = next(
            (row for row in self.rows if focus is not None and (row is focus or row.isAncestorOf(focus))), None
        )
        dropped = self.rows[len(self._draft.rows) :]
        del self.rows[len(self._draft.rows) :]
        for index, row in enumerate(self._draft.rows):
            if index < len(self.rows) and self.rows[index].kind == row.kind:
                continue
            if index < len(self.rows):
                dropped.append(self.rows.pop(index))
                self._column.removeWidget(dropped[-1])
            self._make_row(index, row)
        # The keyboard goes to the chosen row first: a row that is hidden with it would hand it to its neighbour.
        chosen = self._draft.chosen
        if holder is not None and chosen >= 0 and holder is not self.rows[chosen]:
            self.rows[chosen].setFocus()
        for widget in dropped:
            self._drop_row(widget)

    def _make_row(self, index: int, row: LayerSpec) -> None:
        widget = NetworkRow(row.kind, row, self._watcher)
        widget.pressed.connect(self._on_row_pressed)
        widget.dragged.connect(self._on_row_dragged)
        widget.dropped.connect(self._on_row_dropped)
        widget.key_pressed.connect(self._on_row_key_pressed)
        widget.configured.connect(self._on_row_configured)
        widget.misread.connect(self.misread)
        self.rows.insert(index, widget)
        self._column.insertWidget(index + 2, widget)
        before = self.rows[index - 1] if index else self.picture
        QWidget.setTabOrder(before, widget)
        widget.show()

    def _drop_row(self, widget: NetworkRow) -> None:
        widget.blockSignals(True)
        self._column.removeWidget(widget)
        widget.hide()
        widget.deleteLater()

    def _tell_whole(self) -> None:
        view, batch_size, _ = self._told
        origin = architecture_words().get(self._draft.origin, ("", ""))[0]
        self.note.setText(self.tr("Based on {0}").format(origin) if origin else "")
        self.note.setVisible(bool(origin))
        if view is None:
            self.total.setText(self.tr("The shapes are told when the pictures have been read."))
            self.batch.clear()
            return
        told = self.tr("Together {0} parameters").format(whole(view.parameters))
        if view.large:
            told += " – " + self.tr("slow without a GPU")
        fits = all(fact.problem is None for fact in view.facts)
        self.total.setText(user_sentence(view.problem) if view.problem else told)
        self.total.setVisible(fits)
        given, made = ((batch_size, *view.picture_shape), (batch_size, view.classes))
        self.batch.setText(
            self.tr("A batch: {0} → {1}").format(words.shape_text(given), words.shape_text(made))
            if view.problem is None
            else ""
        )
        colour = theme_of(self).bad if view.problem else theme_of(self).warning if view.large else ""
        self.total.setStyleSheet(f"color: {colour};" if colour else "")

    # --- edits ---

    def ask(self, draft: NetworkDraft, key: str = "") -> None:
        """Ask for an edit, if it is one."""
        if draft != self._draft:
            self.edited.emit(draft, key)

    def _index(self, row: QObject | None) -> int:
        return self.rows.index(row) if isinstance(row, NetworkRow) and row in self.rows else -1

    @Slot()
    def _on_row_pressed(self) -> None:
        self.ask(self._draft.choosing(self._index(self.sender())))

    @Slot(object, str)
    def _on_row_configured(self, row: LayerSpec, setting: str) -> None:
        index = self._index(self.sender())
        self.ask(self._draft.configured(index, row), f"row {index} {setting}")

    @Slot(object)
    def _on_row_key_pressed(self, event: QKeyEvent) -> None:
        control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
        draft, key, plain = self._draft, event.key(), event.modifiers() == Qt.KeyboardModifier.NoModifier
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in steps and (control or plain):
            self._step(steps[Qt.Key(key)], move=control)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and plain:
            self.ask(draft.removed())
        elif key == Qt.Key.Key_D and control:
            self.ask(draft.duplicated())
        else:
            return
        event.accept()

    def _step(self, by: int, move: bool) -> None:
        target = self._draft.chosen + by
        if move:
            self.ask(self._draft.shifted(by))
        elif 0 <= target < len(self.rows):
            self.ask(self._draft.choosing(target))

    # --- dragging ---

    def _gap_at(self, y: int) -> int:
        """Return before which row a height lies."""
        return sum(row.y() + row.height() // 2 < y for row in self.rows)

    @Slot(int)
    def _on_row_dragged(self, y: int) -> None:
        gap = self._gap_at(y)
        below = self.rows[gap] if gap < len(self.rows) else self.output
        self._mark.setStyleSheet(f"background: {theme_of(self).accent};")
        self._mark.setGeometry(0, below.y() - (_SPACING + _MARK_PX) // 2, self.width(), _MARK_PX)
        self._mark.raise_()
        self._mark.show()

    @Slot(int)
    def _on_row_dropped(self, y: int) -> None:
        self._mark.hide()
        source, gap = self._index(self.sender()), self._gap_at(y)
        self.ask(self._draft.moved(source, gap - 1 if gap > source else gap))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.PaletteChange) and self._told[0] is not None:
            self.show_network(self._draft, *self._told)
        super().changeEvent(event)

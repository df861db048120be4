"""What NumPy does to arrays, played step by step: the cells at work, the sums, the line of code, and why it fails."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Slot
from PySide6.QtGui import QFontDatabase, QGuiApplication, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.arrays import Array
from nnviz.core.messages import UserError
from nnviz.core.operations.frames import Operand, Plan
from nnviz.core.operations.mismatch import ShapeError, WayOut
from nnviz.core.operations.number_text import shape_text
from nnviz.core.view_state import ViewState
from nnviz.qt.panels.base import Panel
from nnviz.qt.theme import theme_of
from nnviz.qt.translation import user_sentence
from nnviz.qt.widgets.operation_editor import OperationEditor
from nnviz.qt.widgets.operation_player import OperationPlayer
from nnviz.qt.widgets.operation_view import OperationView

_SMOOTH = "operations/smooth"
_BREAKS, _BREAK = re.compile(r"(?<=[(.,])"), "\u200b"  # where a long line of code may be broken


class OperationsPanel(Panel):
    """Choose an operation and its operands, then watch."""

    def build(self) -> None:
        """Make the widgets; the first operation stands ready."""
        self.plan: Plan | None = None
        self.problem: UserError | None = None
        self.code_line = ""
        self._ways: list[tuple[QPushButton, WayOut]] = []
        self.editor, self.view, self.player = OperationEditor(), OperationView(), OperationPlayer()
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.sum_line, self.sentence, self.shapes = QLabel(), QLabel(wordWrap=True), QLabel(wordWrap=True)
        self.code, self.copy = QLabel(), QPushButton()
        self._ways_row = QWidget()
        self._ways_layout = QHBoxLayout(self._ways_row)
        self._ways_layout.setContentsMargins(0, 0, 0, 0)
        self.ways_name = QLabel()
        for part in range(2):
            self._ways_layout.addStretch(1)
            if not part:
                self._ways_layout.addWidget(self.ways_name)
        self._lay_out()
        kept = self.context.settings.text(_SMOOTH)
        if kept:
            self.player.smooth.setChecked(kept == "yes")
        self.editor.changed.connect(self._on_editor_changed)
        self.player.position_changed.connect(self._on_player_position_changed)
        self.player.smooth_changed.connect(self._on_player_smooth_changed)
        self.copy.clicked.connect(self._on_copy_clicked)

    def _lay_out(self) -> None:
        self.sum_line.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sum_line.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        font = self.sum_line.font()
        font.setPointSizeF(1.5 * font.pointSizeF())
        self.sum_line.setFont(font)
        self.sum_line.setFixedHeight(round(1.5 * self.sum_line.fontMetrics().height()))
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.sentence.setMinimumHeight(2 * self.sentence.fontMetrics().height())
        self.code.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.code.setWordWrap(True)
        self.shapes.setProperty("role", "muted")
        code_row = QHBoxLayout()
        code_row.setSpacing(8)
        code_row.addWidget(self.code, 1)
        code_row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(6)
        layout.addWidget(self.editor)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.sum_line)
        layout.addWidget(self.sentence)
        layout.addWidget(self._ways_row)
        layout.addWidget(self.player)
        layout.addWidget(self.player.choices)
        layout.addLayout(code_row)
        layout.addWidget(self.shapes)

    def show_state(self, new: ViewState, old: ViewState | None) -> None:
        """Show the operation when the panel comes into sight; it does not depend on the model."""
        del new
        if old is None and self.plan is None and self.problem is None:
            self._on_editor_changed()

    # --- working it out ---

    @Slot()
    def _on_editor_changed(self) -> None:
        editor = self.editor
        arrays: tuple[Array, ...] = ()
        try:
            arrays = editor.arrays()
            plan = editor.chosen.plan(arrays, editor.settings(), editor.names)
        except UserError as error:
            self._show_problem(error, arrays)
            return
        self.plan, self.problem = plan, None
        self.view.set_plan(plan)
        self.player.set_count(plan.count)
        self._show_ways(())
        self._retranslate_words()

    def _show_problem(self, error: UserError, arrays: tuple[Array, ...]) -> None:
        self.problem = error
        self.player.set_count(0)
        if arrays:
            self.plan = None
            operands = tuple(Operand.of(name, a) for name, a in zip(self.editor.names, arrays, strict=True))
            self.view.set_problem(operands, error.offending if isinstance(error, ShapeError) else ())
        self._show_ways(error.ways if isinstance(error, ShapeError) else ())
        self._retranslate_words()

    def _show_ways(self, ways: tuple[WayOut, ...]) -> None:
        for button, _ in self._ways:
            self._ways_layout.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._ways = []
        for way in ways:
            label = QCoreApplication.translate("Operations", way.label).format(name=way.names[0])
            button = QPushButton(label)
            button.clicked.connect(self._on_way_clicked)
            self._ways_layout.insertWidget(self._ways_layout.count() - 1, button)
            button.show()
            self._ways.append((button, way))
        self._ways_row.setVisible(bool(ways))

    @property
    def way_buttons(self) -> tuple[QPushButton, ...]:
        """The ways out that are offered."""
        return tuple(button for button, _ in self._ways)

    @Slot()
    def _on_way_clicked(self) -> None:
        for button, way in self._ways:
            if button is self.sender():
                self.editor.take_way_out(way)
                self.view.setFocus()
                return

    # --- playing ---

    @Slot(float)
    def _on_player_position_changed(self, position: float) -> None:
        self.view.set_position(position)
        self._show_step()

    @Slot(bool)
    def _on_player_smooth_changed(self, smooth: bool) -> None:
        self.context.settings.set(_SMOOTH, "yes" if smooth else "no")

    @Slot()
    def _on_copy_clicked(self) -> None:
        QGuiApplication.clipboard().setText(self.code_line)
        self.context.report(self.tr("The line of NumPy is on the clipboard."))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space plays, arrows step, Home and End jump."""
        if not self.player.take_key(event):
            super().keyPressEvent(event)

    # --- words ---

    def _show_step(self) -> None:
        frame = self.view.current_frame()
        self._dress_sentence()
        if self.problem is not None:
            self.sentence.setText(user_sentence(self.problem))
            self.sum_line.clear()
        elif frame is None:
            self.sum_line.clear()
            self.sentence.setText(self._start_sentence())
        else:
            sentence = QCoreApplication.translate("OperationSteps", frame.sentence.template)
            self._show_sum(frame.text)
            self.sentence.setText(sentence.format(**frame.sentence.values))

    def _show_sum(self, text: str) -> None:
        """Show the arithmetic; where there is no room for all of it, its end."""
        metrics = self.sum_line.fontMetrics()
        self.sum_line.setText(metrics.elidedText(text, Qt.TextElideMode.ElideLeft, self.sum_line.width()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the arithmetic."""
        super().resizeEvent(event)
        self._show_step()

    def _dress_sentence(self) -> None:
        theme = theme_of(self)
        wrong = f"QLabel {{ color: {theme.bad}; font-weight: 600; }}"
        sheet = wrong if self.problem is not None else ""
        if self.sentence.styleSheet() != sheet:
            self.sentence.setStyleSheet(sheet)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme, too."""
        if event.type() == QEvent.Type.PaletteChange:
            self._dress_sentence()
        super().changeEvent(event)

    def _start_sentence(self) -> str:
        text = self.tr("Press play, or step with the arrow keys.")
        if self.plan is not None and self.plan.cells_a_frame > 1:
            many = self.tr("There are many cells, so every step shows {0} of them at once.")
            text += " " + many.format(self.plan.cells_a_frame)
        return text

    def _retranslate_words(self) -> None:
        plan = self.plan if self.problem is None else None
        self.code_line = "" if plan is None else f"result = {plan.code}"
        self.code.setText(_BREAKS.sub(_BREAK, self.code_line))
        self.code.setVisible(plan is not None)
        self.copy.setVisible(plan is not None)
        self.shapes.setVisible(plan is not None)
        if plan is not None:
            before = ", ".join(f"{operand.name} {shape_text(operand.shape)}" for operand in plan.operands)
            text = self.tr("Shapes: {0} → result {1}")
            self.shapes.setText(text.format(before, shape_text(plan.result.shape)))
        self.view.setAccessibleDescription("" if plan is None else self.shapes.text())
        self._show_step()

    def retranslate(self) -> None:
        """Set the panel's own words."""
        self.setAccessibleName(self.tr("Operations on arrays"))
        self.view.setAccessibleName(self.tr("The operation, step by step"))
        self.ways_name.setText(self.tr("What fits:"))
        self.copy.setText(self.tr("Copy the line"))
        self.copy.setToolTip(self.tr("Put the line of NumPy on the clipboard"))
        self._show_ways(tuple(way for _, way in self._ways))
        self._retranslate_words()

"""Where a NumPy expression is typed: the line, its examples, and under it what is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from nnviz.core.array_bench import EXAMPLES
from nnviz.core.expression import ExpressionError
from nnviz.core.messages import UserError
from nnviz.qt.icons import icon
from nnviz.qt.theme import theme_of
from nnviz.qt.translation import user_sentence
from nnviz.qt.widgets.expression_editor import ExpressionEditor


class ExpressionField(QWidget):
    """`submitted` carries the text that a person hands in; the owner answers with `accept` or `refuse`."""

    submitted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problem: UserError | None = None
        self.editor, self.run, self.examples = ExpressionEditor(), QToolButton(), QToolButton()
        self.problem = QLabel(wordWrap=True)
        self.problem.setTextFormat(Qt.TextFormat.PlainText)
        self.problem.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.problem.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.problem.hide()
        self._menu = QMenu(self)
        for number, _ in enumerate(EXAMPLES):
            action = QAction(self)
            action.setData(number)
            self._menu.addAction(action)
        self.examples.setMenu(self._menu)
        self.examples.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.editor, 1)
        for button in (self.run, self.examples):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.problem)
        self.editor.submitted.connect(self._on_submitted)
        self.editor.textChanged.connect(self._on_editor_text_changed)
        self.run.clicked.connect(self._on_submitted)
        self._menu.triggered.connect(self._on_menu_triggered)
        self._dress()
        self._retranslate()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.editor.toPlainText()

    def set_text(self, text: str) -> None:
        """Put another text into the field, the cursor behind it."""
        self.editor.setPlainText(text)
        self.editor.moveCursor(QTextCursor.MoveOperation.End)

    def set_names(self, names: Sequence[str]) -> None:
        """Tell which arrays there are to be completed."""
        self.editor.set_names(names)

    def accept(self) -> None:
        """Keep what was typed in the history and leave it there to be changed."""
        self.editor.remember(self.text)
        self._tell(None)

    def refuse(self, error: UserError) -> None:
        """Say under the line what is wrong, and mark the place; what was typed goes into the history too."""
        self.editor.remember(self.text)
        self._tell(error)

    def _tell(self, error: UserError | None) -> None:
        self._problem = error
        self.problem.setText("" if error is None else user_sentence(error))
        self.problem.setVisible(error is not None)
        if isinstance(error, ExpressionError):
            self.editor.mark(error.position, error.end)
        else:
            self.editor.unmark()

    @Slot()
    def _on_submitted(self) -> None:
        if self.text.strip():
            self.submitted.emit(self.text)

    @Slot()
    def _on_editor_text_changed(self) -> None:
        if self._problem is not None:
            self._tell(None)

    @Slot(QAction)
    def _on_menu_triggered(self, action: QAction) -> None:
        self.set_text(EXAMPLES[action.data()].code)
        self.editor.setFocus()
        self._on_submitted()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language and the theme."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._dress()
        super().changeEvent(event)

    def _dress(self) -> None:
        theme = theme_of(self)
        self.run.setIcon(icon("play", theme))
        sheet = f"color: {theme.bad};"
        if self.problem.styleSheet() != sheet:
            self.problem.setStyleSheet(sheet)

    def _retranslate(self) -> None:
        self.editor.setPlaceholderText(self.tr("a = np.arange(6).reshape(2, 3)   Enter shows it"))
        self.editor.setAccessibleName(self.tr("NumPy expression"))
        self.editor.setToolTip(
            self.tr(
                "Enter computes, Shift+Enter begins a line, up and down bring back what was typed, Ctrl+Space completes"
            )
        )
        self.run.setToolTip(self.tr("Compute and show (Enter)"))
        self.run.setAccessibleName(self.tr("Compute and show"))
        self.examples.setText(self.tr("Examples"))
        self.examples.setToolTip(self.tr("Arrays, products and mistakes to begin with"))
        for action in self._menu.actions():
            action.setText(QCoreApplication.translate("BenchExamples", EXAMPLES[action.data()].name))
        if self._problem is not None:
            self.problem.setText(user_sentence(self._problem))

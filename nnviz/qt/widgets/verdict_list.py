"""What stands out in a network, a sentence a line."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from nnviz.core.health import Verdict
from nnviz.qt.theme import theme_of
from nnviz.qt.translation import user_sentence
from nnviz.qt.widgets.layer_table import MARKS

_MOST_SENTENCES = 4


class VerdictList(QLabel):
    """The worst findings with a mark each, or a hint where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, wordWrap=True, textFormat=Qt.TextFormat.RichText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)

    def show_verdicts(self, found: Sequence[Verdict], hint: str) -> None:
        """Say what was found, the first first."""
        theme = theme_of(self)
        lines = []
        for verdict in found[:_MOST_SENTENCES]:
            mark, colour = MARKS[verdict.severity]
            sentence = escape(user_sentence(verdict.sentence))
            lines.append(f'<span style="color:{getattr(theme, colour)}">{mark}</span> {sentence}')
        if len(found) > _MOST_SENTENCES:
            lines.append(escape(self.tr("and {0} more, in the table").format(len(found) - _MOST_SENTENCES)))
        self.setText("<br>".join(lines) or f'<span style="color:{theme.muted}">{escape(hint)}</span>')

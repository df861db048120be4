"""Python source in the colours of the theme."""

from __future__ import annotations

import keyword
import re

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from nnviz.qt.theme import Theme

_TOKENS = re.compile(
    r"(?P<comment>#.*)"
    r'|(?P<long>""")'
    r'|(?P<text>[rbf]{0,2}"(?:[^"\\]|\\.)*"|[rbf]{0,2}\'(?:[^\'\\]|\\.)*\')'
    r"|(?P<defined>(?<=\bdef )\w+|(?<=\bclass )\w+)"
    rf"|(?P<keyword>\b(?:{'|'.join(keyword.kwlist)})\b)"
    r"|(?P<number>(?<![\w.])\d[\d_]*\.?\d*(?:e[+-]?\d+)?\b)"
)
_IN_LONG_TEXT = 1


class PythonHighlighter(QSyntaxHighlighter):
    """Colours comments, texts, keywords, numbers and the names of what is defined."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._formats: dict[str, QTextCharFormat] = {}
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Colour everything anew."""
        colours = {
            "comment": theme.muted,
            "text": theme.good,
            "keyword": theme.accent,
            "number": theme.warning,
            "defined": theme.text,
        }
        for name, colour in colours.items():
            look = QTextCharFormat()
            look.setForeground(QColor(colour))
            look.setFontItalic(name == "comment")
            if name in ("defined", "keyword"):
                look.setFontWeight(QFont.Weight.DemiBold)
            self._formats[name] = look
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:  # noqa: N802
        """Colour a line; a text between three quotes may go on over several."""
        self.setCurrentBlockState(0)
        at = 0
        if self.previousBlockState() == _IN_LONG_TEXT:
            at = self._long_text(text, 0, 0)
        while found := _TOKENS.search(text, at):
            kind = str(found.lastgroup)
            if kind == "long":
                at = self._long_text(text, found.start(), found.end())
            else:
                self.setFormat(found.start(), found.end() - found.start(), self._formats[kind])
                at = found.end()

    def _long_text(self, text: str, start: int, inside: int) -> int:
        """Colour from `start` to the three quotes that close a text, or to the end; return where that is."""
        closing = text.find('"""', inside)
        if closing < 0:
            self.setCurrentBlockState(_IN_LONG_TEXT)
        end = len(text) if closing < 0 else closing + 3
        self.setFormat(start, end - start, self._formats["text"])
        return end

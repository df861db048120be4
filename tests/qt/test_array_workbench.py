"""The line for expressions and the bench in the arrays panel, driven as a person does."""

from __future__ import annotations

import numpy as np
import pytest
from fakes import FakeWindow
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QTextCharFormat
from PySide6.QtWidgets import QLineEdit

from nnviz.core.array_bench import EXAMPLES
from nnviz.core.array_sources import ArraySource, SourceKind
from nnviz.core.expression import evaluate
from nnviz.qt.panels.arrays import ArraysPanel

EXAMPLE = ArraySource(SourceKind.EXAMPLE)


@pytest.fixture
def window():
    return FakeWindow()


@pytest.fixture
def panel(qtbot, window):
    made = ArraysPanel(window.context)
    qtbot.addWidget(made)
    window.store.changed.connect(made.show_state)
    made.resize(900, 700)
    made.show()
    qtbot.waitExposed(made)
    made.show_state(window.store.state, None)
    return made


def type_in(qtbot, panel, text: str) -> None:
    editor = panel.workbench.field.editor
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    for number, line in enumerate(text.split("\n")):
        if number:
            qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
        qtbot.keyClicks(editor, line)
        editor.offered.hide()
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def rows(panel) -> list[tuple[str, str, str]]:
    tree = panel.workbench.list.list
    return [tuple(tree.topLevelItem(n).text(c) for c in range(3)) for n in range(tree.topLevelItemCount())]


def mark(panel, name: str) -> None:
    tree = panel.workbench.list.list
    tree.setCurrentItem(tree.findItems(name, Qt.MatchFlag.MatchExactly, 0)[0])
    tree.setFocus()


def test_enter_shows_what_was_typed(qtbot, panel, window):
    type_in(qtbot, panel, "W = np.arange(12).reshape(3, 4)\nW.T @ [1, 2, 3]")
    np.testing.assert_array_equal(panel.display.array, np.arange(12).reshape(3, 4).T @ [1, 2, 3])
    assert panel.display.source == ArraySource(SourceKind.BENCH, "a")
    assert rows(panel) == [("W", "(3, 4)", "int64"), ("a", "(4,)", "int64")]
    assert panel.workbench.list.current == "a"
    assert panel.chooser.source == ArraySource(SourceKind.BENCH, "a")
    type_in(qtbot, panel, "a * 2")
    assert panel.display.array.tolist() == [64, 76, 88, 100]
    assert window.settings.texts("arrays/expressions")[-1] == "a * 2"


def test_what_is_wrong_is_told_at_its_place_and_the_picture_stays(qtbot, panel):
    type_in(qtbot, panel, "x = np.ones(4)")
    shown = panel.display.array
    type_in(qtbot, panel, "1 + np.dot(x, np.ones((3, 4)))")
    field = panel.workbench.field
    assert field.problem.isVisible()
    assert field.problem.text() == (
        "Column 5: (4,) and (3, 4): inner sizes 4 and 3 differ; np.ones((3, 4)).T is (4, 3)"
    )
    (marked,) = field.editor.extraSelections()
    assert marked.cursor.selectedText() == "np.dot(x, np.ones((3, 4)))"
    assert marked.format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline
    assert panel.display.array is shown
    assert rows(panel) == [("x", "(4,)", "float64")]
    qtbot.keyClick(field.editor, Qt.Key.Key_Backspace)
    assert not field.problem.isVisible()
    assert field.editor.extraSelections() == []


def test_up_and_down_bring_back_what_was_typed(qtbot, panel):
    for text in ("np.ones(2)", "np.ones(3)"):
        type_in(qtbot, panel, text)
    editor = panel.workbench.field.editor
    editor.setPlainText("draft")
    qtbot.keyClick(editor, Qt.Key.Key_Up)
    assert editor.toPlainText() == "np.ones(3)"
    qtbot.keyClick(editor, Qt.Key.Key_Up)
    qtbot.keyClick(editor, Qt.Key.Key_Up)
    assert editor.toPlainText() == "np.ones(2)"
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    qtbot.keyClick(editor, Qt.Key.Key_Down)
    assert editor.toPlainText() == "draft"


def test_names_and_functions_are_completed(qtbot, panel):
    type_in(qtbot, panel, "weights = np.ones(2)")
    editor = panel.workbench.field.editor
    editor.clear()
    qtbot.keyClicks(editor, "2 * wei")
    assert editor.offered.isVisible()
    qtbot.keyClick(editor.offered, Qt.Key.Key_Down)
    qtbot.keyClick(editor.offered, Qt.Key.Key_Return)
    assert editor.toPlainText() == "2 * weights"
    assert panel.workbench.list.current == "weights"


def test_the_history_of_another_day_is_there(qtbot, window):
    window.settings.set("arrays/expressions", ["np.eye(3)"])
    panel = ArraysPanel(window.context)
    qtbot.addWidget(panel)
    qtbot.keyClick(panel.workbench.field.editor, Qt.Key.Key_Up)
    assert panel.workbench.field.text == "np.eye(3)"


def test_each_example_is_computed_or_told(panel):
    field = panel.workbench.field
    told = []
    for action in field.examples.menu().actions():
        action.trigger()
        assert field.text == EXAMPLES[action.data()].code
        told.append(field.problem.text())
    assert [bool(text) for text in told] == [False] * 9 + [True] * 2
    assert any(np.array_equal(entry.array, 10) for entry in panel.workbench.bench)


def test_an_array_of_the_bench_is_chosen_renamed_copied_and_removed(qtbot, panel, window):
    type_in(qtbot, panel, "b = np.arange(3)\nc = b * 2.5")
    tree = panel.workbench.list.list
    place = tree.visualItemRect(tree.topLevelItem(0)).center()
    qtbot.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert panel.display.array.tolist() == [0, 1, 2]
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    line = tree.findChild(QLineEdit)
    line.setText("row")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: rows(panel)[0][0] == "row")
    assert panel.display.source == ArraySource(SourceKind.BENCH, "row")
    mark(panel, "c")
    qtbot.mouseClick(panel.workbench.list.buttons["copy"], Qt.MouseButton.LeftButton)
    assert evaluate(QGuiApplication.clipboard().text()).value.tolist() == [0, 2.5, 5]
    mark(panel, "row")
    qtbot.keyClick(tree, Qt.Key.Key_Delete)
    assert [row[0] for row in rows(panel)] == ["c"]
    assert panel.display.source == EXAMPLE
    assert ArraySource(SourceKind.BENCH, "row") not in panel.chooser.sources


def test_a_name_that_is_none_is_refused(qtbot, panel, window):
    type_in(qtbot, panel, "b = np.arange(3)")
    tree = panel.workbench.list.list
    mark(panel, "b")
    qtbot.keyClick(tree, Qt.Key.Key_F2)
    line = tree.findChild(QLineEdit)
    line.setText("2 b")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.reports))
    assert "cannot be the name" in str(window.reports[-1])
    assert rows(panel) == [("b", "(3,)", "int64")]


def test_the_array_on_show_is_put_on_the_bench(qtbot, panel, window):
    qtbot.mouseClick(panel.workbench.list.buttons["keep"], Qt.MouseButton.LeftButton)
    assert rows(panel) == [("example", "(2, 3, 4)", "int64")]
    type_in(qtbot, panel, "example.sum(axis=0)")
    assert panel.display.array.shape == (3, 4)


def test_pasted_lists_become_an_array_at_once(qtbot, panel, window):
    QGuiApplication.clipboard().setText("[[1, 2], [3, 4]]")
    panel.display.view.setFocus()
    qtbot.keyClick(panel.display.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert panel.display.array.tolist() == [[1, 2], [3, 4]]
    QGuiApplication.clipboard().setText("1\t2.5\n3\t4")
    qtbot.mouseClick(panel.workbench.list.buttons["paste"], Qt.MouseButton.LeftButton)
    assert panel.display.array.tolist() == [[1, 2.5], [3, 4]]
    shown = panel.display.array
    QGuiApplication.clipboard().setText("hello")
    qtbot.mouseClick(panel.workbench.list.buttons["paste"], Qt.MouseButton.LeftButton)
    assert panel.display.array is shown
    assert "hello" in str(window.reports[-1])
    assert [row[0] for row in rows(panel)] == ["pasted", "pasted2"]


def test_dropped_text_becomes_an_array(panel):
    data = QMimeData()
    data.setText("1,2\n3,4")
    copy, button, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, data, button, none)
    panel.dragEnterEvent(enter)
    assert enter.isAccepted()
    panel.dropEvent(QDropEvent(QPointF(5, 5), copy, data, button, none))
    assert panel.display.array.tolist() == [[1, 2], [3, 4]]

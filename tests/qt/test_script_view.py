"""The script beside the form: it follows what is chosen, and can be copied and saved."""

from __future__ import annotations

import json

import pytest
from fakes import FakeWindow
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QColor, QGuiApplication, QTextDocument
from PySide6.QtWidgets import QFileDialog

from nnviz.core.experiment import Experiment
from nnviz.core.messages import UserError
from nnviz.core.network import LayerSpec
from nnviz.engine.commands import Train
from nnviz.engine.export.script import training_script
from nnviz.qt.panels.training import TrainingPanel
from nnviz.qt.theme import DARK, LIGHT
from nnviz.qt.widgets.python_highlighter import PythonHighlighter
from nnviz.qt.widgets.script_view import ScriptView


@pytest.fixture(autouse=True)
def _english():
    before = QLocale()
    QLocale.setDefault(QLocale("en"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def view(qtbot):
    made = ScriptView()
    made.reports = []
    made.reported.connect(made.reports.append)
    qtbot.addWidget(made)
    made.resize(700, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def panel(qtbot):
    window = FakeWindow()
    made = TrainingPanel(window.context)
    made.window_of_test = window
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    qtbot.waitExposed(made)
    made.show_state(window.store.state, None)
    return made


def press(qtbot, button) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def choose_file(monkeypatch, answer) -> list:
    asked = []

    def ask(*arguments):
        asked.append(arguments[1:])
        return str(answer), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return asked


def colours_of(document: QTextDocument, number: int) -> dict[str, str]:
    """What is coloured in a line, by its text."""
    block = document.findBlockByNumber(number)
    text = block.text()
    return {
        text[part.start : part.start + part.length]: part.format.foreground().color().name()
        for part in block.layout().formats()
    }


# --- the view ---


def test_it_shows_the_whole_script_and_keeps_its_place(view):
    view.show_experiment(Experiment())
    assert view.code.toPlainText() == training_script(Experiment())
    assert view.code.isReadOnly()
    bar = view.code.verticalScrollBar()
    bar.setValue(40)
    view.show_experiment(Experiment(learning_rate=0.25))
    assert "LEARNING_RATE = 0.25" in view.code.toPlainText()
    assert bar.value() == 40


def test_copy_puts_it_on_the_clipboard(view, qtbot):
    view.show_experiment(Experiment(seed=7))
    press(qtbot, view.copy)
    assert QGuiApplication.clipboard().text() == training_script(Experiment(seed=7))
    assert view.reports == ["The script is on the clipboard."]


def test_it_is_saved_as_a_script_and_as_a_notebook(view, qtbot, monkeypatch, tmp_path):
    view.show_experiment(Experiment(architecture="mlp"))
    asked = choose_file(monkeypatch, tmp_path / "mine")
    press(qtbot, view.save_script)
    assert (tmp_path / "mine.py").read_text(encoding="utf-8") == training_script(Experiment(architecture="mlp"))
    press(qtbot, view.save_notebook)
    notebook = json.loads((tmp_path / "mine.ipynb").read_text(encoding="utf-8"))
    assert [cell["cell_type"] for cell in notebook["cells"]].count("markdown") == 6
    assert [request[1] for request in asked] == ["digits-mlp.py", str(tmp_path / "digits-mlp.ipynb")]
    assert all(str(tmp_path) in report for report in view.reports)


def test_nothing_is_saved_without_a_name_and_a_failure_is_told(view, qtbot, monkeypatch, tmp_path):
    view.show_experiment(Experiment())
    choose_file(monkeypatch, "")
    press(qtbot, view.save_script)
    assert view.reports == []
    choose_file(monkeypatch, tmp_path / "nowhere" / "mine.py")
    press(qtbot, view.save_script)
    assert isinstance(view.reports[0], UserError)
    assert list(tmp_path.iterdir()) == []


def test_a_network_that_does_not_fit_is_explained_in_its_place(view):
    view.show_experiment(Experiment(architecture="custom", layers=(LayerSpec("dense"),)))
    assert view.code.toPlainText().startswith("# Row 1 (dense1) of the network does not fit")
    assert not view.copy.isEnabled()
    view.show_experiment(Experiment())
    assert view.copy.isEnabled()


def test_its_note_promises_what_the_script_keeps(view):
    view.show_experiment(Experiment())
    assert "Run by itself" in view.note.text()
    view.show_experiment(Experiment(augment="drawn"))
    assert "Where nnviz is installed" in view.note.text()
    view.show_experiment(Experiment(dataset="folder", data="/pictures"))
    assert "how your pictures must lie" in view.note.text()


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_words_numbers_texts_and_comments_have_their_colours(qapp, theme):
    lines = ['"""Long', 'text 5"""', 'def vary(x=0.5):  # why "not"', '    return "a # 1", x1']
    document = QTextDocument("\n".join(lines))
    PythonHighlighter(document, theme)
    text, word = QColor(theme.good).name(), QColor(theme.accent).name()
    assert colours_of(document, 0) == {'"""Long': text}
    assert colours_of(document, 1) == {'text 5"""': text}
    assert colours_of(document, 2) == {
        "def": word,
        "vary": theme.text,
        "0.5": theme.warning,
        '# why "not"': theme.muted,
    }
    assert colours_of(document, 3) == {"return": word, '"a # 1"': text}


# --- in the panel ---


def test_the_script_takes_the_place_of_the_curves_and_follows_the_form(panel, qtbot):
    assert not panel.script.isVisible()
    press(qtbot, panel.script_button)
    assert panel.script.isVisible()
    assert not panel.plot.isVisible()
    assert "EPOCHS = 5\n" in panel.script.code.toPlainText()
    panel.form.epochs.setValue(9)
    panel.form.optimizer.choose("nesterov")
    assert panel.script.code.toPlainText() == training_script(panel.form.experiment())
    assert "nesterov=True" in panel.script.code.toPlainText()
    panel.form.learning_rate.setEditText("fast")
    assert panel.script.code.toPlainText().startswith("# ")
    assert not panel.script.save_script.isEnabled()
    panel.form.learning_rate.setEditText("0.5")
    assert "LEARNING_RATE = 0.5\n" in panel.script.code.toPlainText()
    press(qtbot, panel.script.copy)
    assert panel.window_of_test.reports == ["The script is on the clipboard."]
    press(qtbot, panel.script.close_view)
    assert panel.plot.isVisible()
    assert not panel.script_button.isChecked()


def test_start_shows_the_curves(panel, qtbot):
    press(qtbot, panel.script_button)
    press(qtbot, panel.controls.start)
    assert panel.plot.isVisible()
    assert len(panel.window_of_test.engine.posted_of(Train)) == 1


def test_the_keyboard_reaches_the_script_and_leaves_it(panel, qtbot):
    panel.script_button.setFocus()
    qtbot.keyClick(panel.script_button, Qt.Key.Key_Space)
    assert panel.script.isVisible()
    panel.script.code.setFocus()
    qtbot.keyClick(panel.script.code, Qt.Key.Key_Tab)
    assert not panel.script.code.hasFocus()


@pytest.mark.parametrize("width", [320, 700])
def test_a_narrow_panel_shows_it_too(panel, qtbot, width):
    panel.resize(width, 700)
    press(qtbot, panel.script_button)
    buttons = (panel.script.copy, panel.script.save_script, panel.script.save_notebook, panel.script.close_view)
    for button in buttons:
        assert button.isVisible()
        assert 0 <= button.mapTo(panel.script, button.rect().topRight()).x() < panel.script.width()
    assert panel.script.code.height() > 100

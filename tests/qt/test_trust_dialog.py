"""The question whether a file may run its own code: never the default, never remembered."""

from __future__ import annotations

import numpy as np
import pytest
from fakes import FakeEngine
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from nnviz.core.messages import NeedsCodeError, UserError, WeightsOnlyError
from nnviz.engine import commands
from nnviz.engine.events import Failed
from nnviz.qt.main_window import MainWindow
from nnviz.qt.settings import Settings
from nnviz.qt.store import Store
from nnviz.qt.translation import Language
from nnviz.qt.trust_dialog import TrustDialog

REASON = UserError("the layer “{layer}” is a Lambda", layer="twice")
ERROR = NeedsCodeError(
    "{file} was not opened: {reason}.", file="mine.keras", reason=REASON, path="/somewhere/mine.keras"
)


@pytest.fixture
def window(qtbot, tmp_path):
    made = MainWindow(Store(), FakeEngine(), Settings(tmp_path / "settings.json"))
    qtbot.addWidget(made)
    made.restore()
    made.show()
    qtbot.waitExposed(made)
    return made


def asked(window):
    window.engine.failed.emit(Failed(ERROR, "OpenModel"))
    (dialog,) = window.findChildren(TrustDialog)
    assert dialog.isVisible()
    return dialog


def test_dialog_names_the_file_the_layer_and_the_danger(window, qtbot):
    dialog = asked(window)
    assert "mine.keras" in dialog.text()
    assert "“twice” is a Lambda" in dialog.text()
    assert "delete your files" in dialog.informativeText()
    qtbot.mouseClick(dialog.stay_button, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Enter])
def test_return_and_escape_leave_the_file_closed(window, qtbot, key):
    dialog = asked(window)
    qtbot.keyClick(dialog, key)
    assert not dialog.isVisible()
    assert window.engine.posted_of(commands.OpenModel) == []


def test_only_the_trusting_button_opens_the_file_with_its_code(window, qtbot):
    dialog = asked(window)
    qtbot.mouseClick(dialog.trust_button, Qt.MouseButton.LeftButton)
    assert window.engine.posted_of(commands.OpenModel) == [commands.OpenModel("/somewhere/mine.keras", trust=True)]


def test_trust_is_not_remembered(window, qtbot, tmp_path):
    qtbot.mouseClick(asked(window).trust_button, Qt.MouseButton.LeftButton)
    QApplication.sendPostedEvents(None, 52)  # deferred deletion
    window.files.open_paths([str(tmp_path / "gone.keras")])
    (tmp_path / "mine.keras").write_bytes(b"model")
    window.files.open_paths([str(tmp_path / "mine.keras")])
    assert window.engine.posted_of(commands.OpenModel)[-1] == commands.OpenModel(str(tmp_path / "mine.keras"))
    dialog = asked(window)
    assert "trust" not in (tmp_path / "settings.json").read_text().replace(str(tmp_path), "")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_dialog_speaks_the_language_of_the_window(window, qtbot):
    dialog = asked(window)
    language = Language(QApplication.instance())
    language.switch("pt_BR")
    QApplication.processEvents()
    assert "mine.keras" in dialog.text()
    language.switch("en")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)


def test_other_failures_ask_nothing(window):
    window.engine.failed.emit(Failed(UserError("no model"), "OpenModel"))
    assert window.findChildren(TrustDialog) == []


def test_weights_without_layers_are_shown_as_arrays(window, tmp_path):
    file = tmp_path / "weights.npz"
    np.savez(file, **{"dense.kernel": np.arange(6.0).reshape(2, 3), "dense.bias": np.zeros(3)})
    error = WeightsOnlyError("{file} holds weights only.", file="w.h5", path="w.h5", arrays=str(file))
    window.engine.failed.emit(Failed(error, "OpenModel"))
    panel = window.panel("arrays")
    assert panel.isVisible()
    assert "w.h5 holds weights only" in window.notice.text

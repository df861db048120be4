"""Two models before the same picture, with stand-ins for both."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from fakes import FakeWindow, convolutional_model, digit_model, probe_of
from PySide6.QtCore import QLocale, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

from nnviz.core.messages import NeedsCodeError, UserError
from nnviz.core.probe import Probe
from nnviz.core.reference import WeightComparison
from nnviz.core.tiling import Cell
from nnviz.core.weight_difference import weight_difference
from nnviz.engine import commands
from nnviz.engine.events import Failed, ReferenceDropped, ReferenceProbeReady, ReferenceReady, WeightsCompared
from nnviz.qt.file_opening import FileOpening
from nnviz.qt.live_state import LiveState
from nnviz.qt.panels.compare import ComparePanel
from nnviz.qt.trust_dialog import TrustDialog

LIVE = convolutional_model("live-1")
REFERENCE = replace(convolutional_model("reference-1"), file="/runs/last.keras")
IMAGE = np.zeros((28, 28, 1), np.float32)


def answer(model_id: str, seed: int, winner: int, generation: int = 1) -> Probe:
    random = np.random.default_rng(seed)
    output = np.full(10, 0.02, np.float32)
    output[winner] = 0.82
    maps = random.random((26, 26, 4), np.float32)
    kernel = random.normal(size=(3, 3, 1, 4)).astype(np.float32)
    return probe_of(output, generation, model_id, IMAGE, tensors={"conv": maps}, weights={"conv/kernel": kernel})


MINE, THEIRS = answer("live-1", 1, 7), answer("reference-1", 2, 1)


@pytest.fixture
def window():
    QLocale.setDefault(QLocale("en"))
    made = FakeWindow()
    made.live_state = LiveState(made.engine, made.store)
    made.store.update(model=LIVE, layer_id="conv", image=IMAGE, probe=MINE, generation=1)
    return made


@pytest.fixture
def panel(window, qtbot):
    made = ComparePanel(window.context)
    qtbot.addWidget(made)
    made.resize(900, 760)
    made.show()
    qtbot.waitExposed(made)
    window.store.changed.connect(made.show_state)
    made.show_state(window.store.state, None)
    return made


@pytest.fixture
def compared(window, panel):
    window.engine.reference_ready.emit(ReferenceReady(REFERENCE))
    window.engine.reference_probe_ready.emit(ReferenceProbeReady("reference-1", THEIRS))
    random = np.random.default_rng(3)
    apart = {
        "conv/kernel": weight_difference(MINE.weights["conv/kernel"], THEIRS.weights["conv/kernel"]),
        "scores/kernel": weight_difference(np.ones(4), random.normal(size=4) * 1e3),
    }
    window.engine.weights_compared.emit(WeightsCompared(WeightComparison("live-1", "reference-1", apart)))
    QApplication.processEvents()
    return panel


def drop_event(data, *files):
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    return QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, buttons, keys)


def test_the_empty_panel_says_what_to_do_and_its_buttons_do_it(window, panel, qtbot):
    assert "hold the model" in panel.notice.text()
    assert not panel.body.isVisible()
    assert not panel.bar.drop.isVisible()
    qtbot.mouseClick(panel.bar.hold, Qt.MouseButton.LeftButton)
    assert window.engine.posted == [commands.HoldReference()]
    assert panel.wanted_tensors(window.store.state) == frozenset()


def test_a_model_that_is_dropped_becomes_the_reference(window, panel):
    data = QMimeData()  # kept: the event does not own it
    panel.dropEvent(drop_event(data, "/runs/best.keras"))
    assert window.engine.posted == [commands.OpenReference("/runs/best.keras")]


def test_both_are_named_and_the_reference_can_be_dropped(window, compared, qtbot):
    assert compared.bar.live.text() == "Live: live-1"
    assert compared.bar.reference.text() == "Reference: last.keras"
    qtbot.mouseClick(compared.bar.drop, Qt.MouseButton.LeftButton)
    assert window.engine.posted_of(commands.DropReference) == [commands.DropReference()]
    window.engine.reference_dropped.emit(ReferenceDropped())
    assert not compared.body.isVisible()
    assert "hold the model" in compared.notice.text()


def test_a_copy_is_named_by_its_moment(window, panel):
    window.engine.reference_ready.emit(ReferenceReady(convolutional_model("reference-2"), 1_700_000_000.0, 120))
    assert panel.bar.reference.text().startswith("Reference: reference-2 as it was at ")
    assert panel.bar.reference.text().endswith("after 120 batches")


def test_the_classes_of_both_stand_in_pairs(compared):
    assert [row.name for row in compared.bars.rows[:2]] == ["1", "7"]
    assert compared.bars.rows[0].live == pytest.approx(0.02)
    assert compared.bars.rows[0].reference == pytest.approx(0.82)
    assert compared.bars.reading(compared.bars.rows[0]) == "Class 1: live 0.02, reference 0.82"


def test_the_tensors_of_both_layers_are_asked_for(window, compared):
    assert compared.wanted_tensors(window.store.state) == {"conv", "conv/kernel"}
    assert compared.wanted_of_reference(window.store.state) == {"conv", "conv/kernel"}


def test_maps_share_their_colours_and_the_difference_is_that_of_numpy(compared):
    live, reference, apart = (part.view.coloured for part in compared.layer.parts)
    assert (live.low, live.high) == (reference.low, reference.high)
    expected = np.moveaxis(MINE.tensors["conv"].astype(float) - THEIRS.tensors["conv"], -1, 0)
    np.testing.assert_allclose(apart.maps, expected)
    assert apart.low == -apart.high == pytest.approx(-np.abs(expected).max())
    assert compared.layer.live.legend.numbers == compared.layer.reference.legend.numbers


def test_filters_of_both_are_compared_too(compared):
    compared.layer.tabs.setCurrentIndex(1)
    apart = compared.layer.difference.view.coloured.maps
    expected = MINE.weights["conv/kernel"].astype(float) - THEIRS.weights["conv/kernel"]
    np.testing.assert_allclose(apart[2], expected[:, :, 0, 2])


def test_pointing_at_one_picture_reads_all_three(compared, qtbot):
    view = compared.layer.reference.view.image
    at = view.rect_of(Cell(1, 5, 6)).center().toPoint()
    cell = view.cell_at(QPointF(at))
    qtbot.mouseMove(view, at)
    assert {part.view.selected for part in compared.layer.parts} == {cell}
    mine, theirs = (probe.tensors["conv"][cell.row, cell.column, cell.map] for probe in (MINE, THEIRS))
    text = compared.layer.readout.text()
    assert f"{mine:.4f}" in text
    assert f"reference: {theirs:.4f}" in text
    assert f"{abs(float(mine) - float(theirs)):.4f}" in text


def test_the_table_is_sorted_and_chooses_the_layer_everywhere(window, compared, qtbot):
    assert compared.table.layers == ["conv", "scores"]
    header = compared.table.horizontalHeader()
    place = QPointF(header.sectionViewportPosition(2) + 8, header.height() / 2).toPoint()
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert compared.table.layers == ["scores", "conv"]
    assert window.store.state.layer_id == "conv"
    assert compared.table.currentRow() == 1
    qtbot.keyClick(compared.table, Qt.Key.Key_Up)
    assert window.store.state.layer_id == "scores"
    kernel = weight_difference(MINE.weights["conv/kernel"], THEIRS.weights["conv/kernel"])
    assert compared.table.item(1, 1).text() == f"{100 * kernel.relative:.1f} %"


def test_layers_of_other_shapes_say_so(window, panel):
    other = digit_model("reference-9", classes=5)
    window.engine.reference_ready.emit(ReferenceReady(other))
    assert panel.table.item(0, 1).text() == "no partner"
    assert panel.table.item(1, 1).text() == "shapes differ"
    output = np.full(5, 0.2, np.float32)
    probe = probe_of(output, 1, "reference-9", IMAGE, tensors={"scores": output})
    window.store.update(layer_id="scores", probe=replace(MINE, tensors={"scores": MINE.output}))
    window.engine.reference_probe_ready.emit(ReferenceProbeReady("reference-9", probe))
    assert "10 here, 5 in the reference" in panel.layer.difference.view.message.text()


def test_a_reference_that_cannot_read_the_drawing_says_why(window, compared):
    error = UserError("It reads 32 × 32.")
    window.engine.reference_probe_ready.emit(ReferenceProbeReady("reference-1", None, error))
    assert "It reads 32 × 32." in compared.notice.text()
    assert compared.bars.rows[0].reference is None


def test_late_answers_of_another_reference_are_dropped(window, compared):
    window.engine.reference_probe_ready.emit(ReferenceProbeReady("reference-0", MINE))
    assert window.store.state.reference.probe is THEIRS
    late = WeightsCompared(WeightComparison("live-0", "reference-1", {}))
    window.engine.weights_compared.emit(late)
    assert window.store.state.reference.comparison.model_id == "live-1"


def test_trust_in_a_reference_opens_it_as_the_reference(window, qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.engine = window.engine
    opening = FileOpening(holder)
    error = NeedsCodeError("{file} needs code.", file="own.keras", path="/own.keras", reason="")
    window.engine.failed.emit(Failed(error, "OpenReference"))
    dialog = holder.findChild(TrustDialog)
    dialog.trust_button.click()
    assert window.engine.posted == [commands.OpenReference("/own.keras", trust=True)]
    assert opening.parent() is holder


@pytest.mark.parametrize("size", [(320, 480), (1366, 768), (3840, 2000)])
def test_all_sizes_are_painted(compared, size):
    compared.resize(*size)
    QApplication.processEvents()
    assert not compared.grab().isNull()
    assert compared.width() == size[0]

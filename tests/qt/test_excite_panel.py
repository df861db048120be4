"""The panel asks when it is seen, follows the layer and the unit, and drops what is out of date."""

from __future__ import annotations

import numpy as np
import pytest
from fakes import FakeWindow, convolutional_model
from PySide6.QtCore import Qt

from nnviz.core.excitement import Excitement, Search
from nnviz.core.messages import UserError
from nnviz.core.strongest import empty_ranking, with_candidates
from nnviz.engine import commands
from nnviz.engine.events import Failed, SamplesReady, WeightsEdited
from nnviz.qt.panels.excite import ExcitePanel

LEFT = Qt.MouseButton.LeftButton
LABELS = np.arange(20) % 10
PICTURES = np.random.default_rng(0).integers(0, 256, (20, 28, 28, 1), np.uint8)
NAMES = tuple("0123456789")


def result(search, shape=(26, 26, 4), done=20, total=20):
    channels = shape[-1]
    ranking = empty_ranking(channels, 12, search.lowest)
    rng = np.random.default_rng(1)
    values = rng.random((done, channels))
    pictures = np.broadcast_to(np.arange(done)[:, None], values.shape)
    positions = rng.integers(0, 676 if len(shape) == 3 else 1, values.shape)
    ranking = with_candidates(ranking, values, pictures, positions)
    predicted = np.where(np.arange(20) < 10, LABELS, 3)
    return Excitement(search, ranking, tuple(range(channels)), shape, PICTURES, LABELS, predicted, NAMES, done, total)


@pytest.fixture
def window():
    made = FakeWindow()
    made.store.update(model=convolutional_model(), layer_id="conv")
    return made


@pytest.fixture
def panel(qtbot, window):
    made = ExcitePanel(window.context)
    qtbot.addWidget(made)
    window.store.changed.connect(made.show_state)
    made.resize(460, 460)
    made.show()
    made.show_state(window.store.state, None)
    return made


def bring_samples(window, dataset="digits"):
    window.engine.samples_ready.emit(SamplesReady(dataset, "test", PICTURES, LABELS, NAMES))


def search_of(window):
    command = window.engine.posted_of(commands.FindExcitingPatches)[-1]
    how = (command.pictures, command.lowest, command.several)
    return Search(window.store.state.model_id, command.layer_id, command.dataset, command.split, *how)


def searches(window):
    return len(window.engine.posted_of(commands.FindExcitingPatches))


def answer(window, **more):
    bring_samples(window)
    found = result(search_of(window), **more)
    window.engine.exciting_found.emit(found)
    return found


def test_it_searches_once_the_samples_are_here(panel, window):
    assert commands.ListSamples("digits") in window.engine.posted
    assert searches(window) == 0
    bring_samples(window)
    assert window.engine.posted_of(commands.FindExcitingPatches) == [
        commands.FindExcitingPatches("conv", "digits", pictures=2000)
    ]
    assert panel.row.bar.isVisible()
    assert panel.row.cancel.isVisible()


def test_every_channel_has_its_best_patch(panel, window):
    found = answer(window)
    overview = panel.pages.overview
    assert overview.isVisible()
    assert len(overview.indices) == 4
    assert not panel.row.bar.isVisible()
    best = found.best_of(window.store.state.model, 2, 1)[0]
    np.testing.assert_array_equal(overview._pictures[2][..., 0], best.patch.pixels[..., 0])
    assert overview._caption(2).startswith("2: ")
    assert panel.answered


def test_a_channel_that_is_chosen_shows_its_cards_and_chooses_the_unit(panel, window, qtbot):
    found = answer(window)
    overview = panel.pages.overview
    qtbot.mouseClick(overview.viewport(), LEFT, pos=overview.place_rect(3).center())
    assert window.store.state.unit == found.best_of(window.store.state.model, 3, 1)[0].unit
    cards = panel.pages.cards.cards
    assert [card.exciting.picture for card in cards] == found.ranking.pictures[3].tolist()
    assert panel.pages.cards.isVisible()
    assert "3" in panel.pages.tabs.tabText(1)


def test_the_unit_chosen_elsewhere_is_followed(panel, window):
    found = answer(window)
    window.store.update(unit=(4, 5, 1))
    assert panel.pages.channel == 1
    assert panel.pages.cards.cards[0].exciting.picture == found.ranking.pictures[1, 0]


def test_a_card_puts_its_picture_in_and_chooses_its_unit(panel, window, qtbot):
    answer(window)
    window.store.update(unit=(4, 5, 1))
    card = panel.pages.cards.cards[2]
    qtbot.keyClick(card, Qt.Key.Key_Space)
    assert window.engine.posted[-1] == commands.PickSample("digits", "test", card.exciting.picture)
    assert window.shown == ["draw"]
    assert window.store.state.unit == card.exciting.unit


def test_a_card_tells_what_it_is_taken_for(panel, window):
    answer(window)
    window.store.update(unit=(0, 0, 0))
    for card in panel.pages.cards.cards:
        assert card.right == (card.exciting.label == card.exciting.predicted)
        assert f"labelled {card.exciting.label}, read as {card.exciting.predicted}" in card.accessibleName()


def test_another_layer_is_searched_and_the_first_is_remembered(panel, window):
    found = answer(window)
    window.store.update(layer_id="scores", unit=None)
    assert searches(window) == 2
    window.engine.exciting_found.emit(found)
    assert not panel.answered, "a late answer for another layer is dropped"
    window.engine.exciting_found.emit(result(search_of(window), (10,)))
    assert len(panel.pages.overview.indices) == 10
    np.testing.assert_array_equal(panel.pages.overview._pictures[0].shape, (28, 28, 3))
    window.store.update(layer_id="conv")
    assert searches(window) == 2
    assert panel.answered
    assert len(panel.pages.overview.indices) == 4


def test_changed_weights_make_it_search_again_when_told(panel, window, qtbot):
    answer(window)
    assert not panel.row.again.isVisible()
    window.engine.weights_edited.emit(WeightsEdited("lenet", 1, 0))
    assert "weights have changed" in panel.line.text()
    qtbot.mouseClick(panel.row.again, LEFT)
    assert searches(window) == 2
    answer(window)
    assert "weights have changed" not in panel.line.text()


def test_what_is_found_so_far_is_shown_and_a_search_is_cancelled(panel, window, qtbot):
    answer(window, done=5)
    assert (panel.row.bar.value(), panel.row.bar.maximum()) == (5, 20)
    assert "first 5 of 20" in panel.line.text()
    qtbot.mouseClick(panel.row.cancel, LEFT)
    assert window.engine.posted[-1] == commands.StopJob("FindExcitingPatches")
    window.engine.exciting_found.emit(result(Search("lenet", "conv", "digits", "test", 2000)))
    assert "first 5 of 20" in panel.line.text()
    assert panel.row.again.isVisible()


def test_the_lowest_and_several_of_a_picture_are_asked_for(panel, window, qtbot):
    answer(window)
    panel.choices.lowest_box.setCurrentIndex(1)
    assert window.engine.posted_of(commands.FindExcitingPatches)[-1].lowest
    panel.choices.several_box.setChecked(True)
    assert window.engine.posted_of(commands.FindExcitingPatches)[-1].several
    panel.choices.pictures_box.setCurrentIndex(2)
    assert window.engine.posted_of(commands.FindExcitingPatches)[-1].pictures == 0


def test_another_model_is_searched_anew(panel, window):
    answer(window)
    window.store.update(model=convolutional_model("other"))
    assert not panel.answered
    assert search_of(window).model_id == "other"


def test_a_model_that_does_not_fit_is_a_sentence(panel, window):
    bring_samples(window)
    window.engine.failed.emit(Failed(UserError("It reads something else."), "FindExcitingPatches"))
    assert "something else" in panel.line.text()
    assert not panel.row.bar.isVisible()


def test_a_set_that_is_not_here_is_only_fetched_when_asked(panel, window, qtbot):
    panel.choices.dataset_box.setCurrentIndex(panel.choices.dataset_box.findData("mnist"))
    window.engine.samples_ready.emit(SamplesReady("mnist", "test", None, None, missing_bytes=11_490_434))
    assert "not on this machine" in panel.line.text()
    assert "11.5 MB" in panel.row.fetch.text()
    qtbot.mouseClick(panel.row.fetch, LEFT)
    assert window.engine.posted[-1] == commands.ListSamples("mnist", download=True)
    window.engine.failed.emit(Failed(UserError("The net is down."), "ListSamples"))
    assert "net is down" in panel.line.text()
    qtbot.mouseClick(panel.row.fetch, LEFT)
    bring_samples(window, "mnist")
    assert search_of(window).dataset == "mnist"


def test_without_a_model_it_says_so(qtbot):
    window = FakeWindow()
    panel = ExcitePanel(window.context)
    qtbot.addWidget(panel)
    panel.show()
    assert "on its way" in panel.line.text()
    assert window.engine.posted == []

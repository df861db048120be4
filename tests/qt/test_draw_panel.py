"""From the stroke to the question, and from the answer to the screen."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from fakes import FakeWindow, digit_model, probe_of
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton

from nnviz.core.attribution import Attribution, Method, Target
from nnviz.core.dataset import Sample
from nnviz.core.drawing import Drawing, Stroke
from nnviz.core.messages import UserError
from nnviz.core.number_reading import prepare_digits
from nnviz.core.preparation import Preparation, prepare
from nnviz.engine.commands import Ask, AskMany, Attribute, PickSample
from nnviz.engine.events import AttributionReady, ManyReady
from nnviz.qt.panels.draw import DrawPanel
from nnviz.qt.theme import DARK, LIGHT, apply_theme

LEFT = Qt.MouseButton.LeftButton
SEVEN = Drawing((Stroke(((0.3, 0.2, 1.0), (0.7, 0.2, 1.0), (0.45, 0.8, 1.0))),))
FASHION = ("T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot")


class Shown:
    """A panel in a window of its own, fed as the dock does it."""

    def __init__(self, qtbot):
        self.window = FakeWindow()
        self.store, self.engine = self.window.store, self.window.engine
        self.panel = DrawPanel(self.window.context)
        qtbot.addWidget(self.panel)
        self.store.changed.connect(self.panel.show_state)
        self.panel.resize(680, 640)
        self.panel.show()
        self.panel.show_state(self.store.state, None)

    def live(self, model):
        """Make a model live and let the panel notice."""
        self.store.update(model=model, probe=None)
        QApplication.processEvents()

    def answer(self, output, **more):
        generation = more.pop("generation", self.store.state.generation)
        self.store.update(probe=probe_of(output, generation, self.store.state.model.id, **more))


@pytest.fixture
def shown(qtbot):
    return Shown(qtbot)


def one_hot(index, sure=0.9, classes=10):
    output = np.full(classes, (1 - sure) / (classes - 1))
    output[index] = sure
    return output


def test_every_move_of_the_mouse_asks_the_model(shown, qtbot):
    shown.live(digit_model())
    canvas = shown.panel.canvas
    qtbot.mousePress(canvas, LEFT, pos=QPoint(100, 100))
    for step in range(1, 5):
        qtbot.mouseMove(canvas, QPoint(100 + 30 * step, 100 + 10 * step))
    qtbot.mouseRelease(canvas, LEFT, pos=QPoint(220, 140))
    asked = shown.engine.posted_of(Ask)
    assert [ask.generation for ask in asked] == [1, 2, 3, 4, 5]
    last = asked[-1]
    assert last.image is shown.store.state.image
    assert shown.store.state.generation == 5
    np.testing.assert_array_equal(last.image, prepare(canvas.picture()).image)
    assert not last.image.flags.writeable
    np.testing.assert_array_equal(shown.panel.pixels.values, last.image)


def test_the_answer_is_shown_with_winner_and_bars(shown):
    shown.live(digit_model())
    shown.panel.canvas.sketch.set_drawing(SEVEN)
    shown.answer(one_hot(7, 0.973))
    assert shown.panel.verdict.winner.text() == "7"
    assert shown.panel.verdict.probability.text() == "97.3 %"
    assert "0.973" in shown.panel.bars.reading(7)


def test_raw_scores_are_shown_as_probabilities(shown):
    shown.live(digit_model())
    shown.panel.canvas.sketch.set_drawing(SEVEN)
    shown.answer(np.where(np.arange(10) == 4, 30.0, 0.0))
    assert shown.panel.verdict.winner.text() == "4"
    assert shown.panel.verdict.probability.text() == "100.0 %"


def test_classes_are_called_by_their_names(shown):
    shown.live(digit_model(class_names=FASHION))
    shown.panel.canvas.sketch.set_drawing(SEVEN)
    shown.answer(one_hot(9))
    assert shown.panel.verdict.winner.text() == "Ankle boot"


def test_a_late_answer_is_dropped(shown):
    shown.live(digit_model())
    for _ in range(3):
        shown.panel.canvas.sketch.set_drawing(SEVEN)
    shown.answer(one_hot(7), generation=3)
    shown.answer(one_hot(1), generation=2)
    assert shown.panel.verdict.winner.text() == "7"
    shown.answer(one_hot(9), generation=3, step=20)
    assert shown.panel.verdict.winner.text() == "9", "the same question answered again while training"


def test_the_newest_answer_is_shown_even_while_the_next_is_awaited(shown):
    shown.live(digit_model())
    shown.panel.canvas.sketch.set_drawing(SEVEN)
    first = shown.store.state.generation
    shown.panel.canvas.sketch.set_drawing(SEVEN)
    shown.answer(one_hot(2), generation=first)
    assert shown.panel.verdict.winner.text() == "2"


def test_a_blank_paper_has_no_winner(shown):
    shown.live(digit_model())
    shown.panel.canvas.sketch.set_drawing(SEVEN)
    shown.answer(one_hot(7))
    shown.panel.canvas.clear()
    assert shown.panel.verdict.winner.text() == "Draw a digit"
    assert not shown.engine.posted_of(Ask)[-1].image.any()
    shown.answer(one_hot(1))
    assert shown.panel.verdict.winner.text() == "Draw a digit"
    assert shown.panel.notes.reason.text() == ""


def test_doubt_is_told_with_its_reason_and_the_two_nearest_readings(shown):
    shown.live(digit_model())
    shown.panel.canvas.sketch.set_drawing(SEVEN)
    output = np.full(10, 0.01)
    output[[7, 1]] = 0.6, 0.32
    shown.answer(output, image=shown.store.state.image, digit_score=0.2)
    verdict, reason = shown.panel.verdict, shown.panel.notes.reason
    assert verdict.winner.text() == "Not sure"
    assert verdict.mark.isVisible()
    assert not verdict.mark.pixmap().isNull()
    assert verdict.probability.text().splitlines() == ["7: 60.0 %", "1: 32.0 %"]
    assert "does not look like a digit" in reason.text()
    assert "7 and 1" in reason.text()
    shown.answer(output, image=shown.store.state.image, digit_score=0.9)
    assert verdict.winner.text() == "7"
    assert not verdict.mark.isVisible()
    assert reason.text() == ""


def test_other_models_are_not_asked_whether_it_is_a_digit(shown):
    shown.live(digit_model(class_names=FASHION))
    assert shown.panel.verdict.winner.text() == "–"
    shown.panel.canvas.sketch.set_drawing(SEVEN)
    shown.answer(one_hot(2, 0.3), image=shown.store.state.image)
    assert shown.panel.verdict.winner.text() == "Pullover"
    assert shown.panel.notes.reason.text() == ""


def test_a_stage_switched_off_changes_what_the_model_gets(shown):
    shown.live(digit_model())
    shown.panel.canvas.sketch.set_drawing(SEVEN)
    steps = Preparation(fit=False)
    shown.store.update(preparation=steps)
    QApplication.processEvents()
    picture = shown.panel.canvas.picture()
    np.testing.assert_array_equal(shown.engine.posted_of(Ask)[-1].image, prepare(picture, steps=steps).image)
    np.testing.assert_array_equal(shown.store.state.drawing, picture)


def _two_bars(shown):
    page = np.zeros((300, 500), np.uint8)
    page[50:250, 100:120] = page[60:240, 350:380] = 255
    shown.panel.canvas.set_picture(page)
    return page


def test_a_drawing_is_read_as_a_number_when_asked(shown, qtbot):
    shown.live(digit_model(class_names=tuple("0123456789")))
    page = _two_bars(shown)
    shown.answer(one_hot(7), image=shown.store.state.image, digit_score=0.1)
    assert shown.engine.posted_of(AskMany) == []
    shown.panel.notes.number_switch.click()
    qtbot.waitUntil(lambda: len(shown.engine.posted_of(AskMany)) > 0)
    asked = shown.engine.posted_of(AskMany)[-1]
    assert asked.owner == "number"
    np.testing.assert_array_equal(asked.images, prepare_digits(page))
    outputs = np.stack([one_hot(4), one_hot(2)])
    shown.engine.many_ready.emit(ManyReady(outputs, asked.generation, "number", "digits", np.array([0.9, 0.2])))
    assert shown.panel.verdict.winner.text() == "42"
    assert shown.panel.verdict.probability.text() == "81.0 %"
    assert shown.panel.notes.digits.text() == "4: 90.0 % · 2: 90.0 %, not sure"
    assert not shown.panel.notes.reason.isVisible()
    shown.panel.notes.number_switch.click()
    assert shown.panel.verdict.winner.text() == "Not sure"
    assert not shown.panel.notes.digits.isVisible()


def test_the_number_follows_the_drawing_and_forgets_answers_of_another(shown, qtbot):
    shown.live(digit_model(class_names=tuple("0123456789")))
    shown.panel.notes.number_switch.click()
    _two_bars(shown)
    qtbot.waitUntil(lambda: len(shown.engine.posted_of(AskMany)) > 0)
    late = shown.engine.posted_of(AskMany)[-1].generation - 1
    shown.engine.many_ready.emit(ManyReady(np.stack([one_hot(4)] * 2), late, "number", "digits"))
    assert shown.panel.number.reading is None
    shown.panel.canvas.clear()
    shown.panel.canvas.sketch.set_drawing(SEVEN)
    qtbot.waitUntil(lambda: len(shown.engine.posted_of(AskMany)[-1].images) == 1)


def _explained(shown, **more):
    values = np.zeros((28, 28))
    values[14, 14] = 1.0
    state = shown.store.state
    facts = {"generation": state.generation, "model_id": "digits", "method": Method.SALIENCY, "owner": "draw"} | more
    found = Attribution(facts.pop("method"), Target(), values, signed=False, score=0.9)
    shown.engine.attribution_ready.emit(AttributionReady(found, **facts))


def test_why_lays_the_pixels_that_decide_on_the_drawing(shown, qtbot):
    shown.live(digit_model())
    shown.panel.canvas.sketch.set_drawing(SEVEN)
    shown.answer(one_hot(7), image=shown.store.state.image)
    plain = shown.panel.canvas.grab().toImage()
    assert shown.engine.posted_of(Attribute) == []
    shown.panel.notes.why_switch.click()
    qtbot.waitUntil(lambda: len(shown.engine.posted_of(Attribute)) == 1)
    asked = shown.engine.posted_of(Attribute)[0]
    assert asked.image is shown.store.state.image
    overlay = shown.panel.why.overlay
    _explained(shown, generation=-1)
    _explained(shown, model_id="another")
    _explained(shown, owner="why")
    assert not overlay.isVisible()
    _explained(shown)
    assert overlay.isVisible()
    middle = overlay.target().center().toPoint()
    laid = shown.panel.canvas.grab().toImage()
    scale = overlay.target().width() / 28
    spot = middle + QPoint(round(0.5 * scale), round(0.5 * scale))
    assert laid.pixelColor(spot) != plain.pixelColor(spot)
    shown.panel.notes.why_switch.click()
    assert not overlay.isVisible()


def test_why_follows_the_drawing_and_lets_the_mouse_through(shown, qtbot):
    shown.live(digit_model())
    shown.panel.notes.why_switch.click()
    shown.panel.canvas.sketch.set_drawing(SEVEN)
    shown.answer(one_hot(7), image=shown.store.state.image)
    qtbot.waitUntil(lambda: len(shown.engine.posted_of(Attribute)) == 1)
    _explained(shown)
    generation = shown.store.state.generation
    qtbot.mouseClick(shown.panel.canvas, LEFT, pos=QPoint(30, 30))
    assert shown.store.state.generation > generation
    shown.panel.resize(900, 700)
    QApplication.processEvents()
    assert shown.panel.why.overlay.size() == shown.panel.canvas.size()
    shown.panel.canvas.clear()
    assert not shown.panel.why.overlay.isVisible()


def test_only_models_of_digits_read_numbers(shown):
    shown.live(digit_model(class_names=FASHION))
    assert not shown.panel.notes.number_switch.isVisible()
    shown.live(digit_model())
    assert shown.panel.notes.number_switch.isVisible()


def test_stages_that_are_off_are_hinted_at(shown, qtbot):
    shown.live(digit_model())
    assert not shown.panel.notes.hint.isVisible()
    shown.store.update(preparation=Preparation(fit=False, centre=False))
    assert shown.panel.notes.hint.text() == "Stages off: 2"
    qtbot.mouseClick(shown.panel.notes.hint, LEFT)
    assert shown.window.shown == ["preparation"]
    shown.store.update(preparation=Preparation())
    assert not shown.panel.notes.hint.isVisible()


def test_a_picture_that_is_not_prepared_leaves_no_drawing_to_prepare(shown):
    shown.live(digit_model(class_names=FASHION))
    shown.panel.canvas.sketch.set_drawing(SEVEN)
    assert shown.store.state.image is not None
    assert shown.store.state.drawing is None


def test_nothing_is_asked_before_something_is_drawn(shown):
    shown.live(digit_model())
    assert shown.engine.posted == []
    assert shown.store.state.image is None


def test_a_drawing_waits_for_the_model(shown):
    shown.panel.canvas.sketch.set_drawing(SEVEN)
    assert shown.engine.posted == []
    np.testing.assert_array_equal(shown.panel.pixels.values, prepare(shown.panel.canvas.picture()).image)
    shown.live(digit_model())
    assert len(shown.engine.posted_of(Ask)) == 1


def test_another_model_is_asked_again_in_its_own_shape(shown):
    shown.live(digit_model())
    shown.panel.canvas.sketch.set_drawing(SEVEN)
    shown.answer(one_hot(7))
    shown.live(digit_model("colour", (None, 32, 32, 3)))
    asked = shown.engine.posted_of(Ask)
    assert [ask.image.shape for ask in asked] == [(28, 28, 1), (32, 32, 3)]
    assert shown.panel.verdict.winner.text() == "–"
    assert "32 × 32" in shown.panel.caption.text()
    shown.answer(one_hot(3))
    assert shown.panel.verdict.winner.text() == "3"


def test_an_answer_of_another_model_is_not_shown(shown):
    shown.live(digit_model("first"))
    shown.panel.canvas.sketch.set_drawing(SEVEN)
    shown.store.update(probe=probe_of(one_hot(7), 1, "second"))
    assert shown.panel.verdict.winner.text() == "–"


def test_a_model_that_reads_no_pictures_is_named_with_what_to_do(shown):
    shown.live(digit_model("iris", (None, 4), classes=3))
    shown.panel.canvas.sketch.set_drawing(SEVEN)
    assert shown.engine.posted == []
    assert shown.panel.notice.isVisible()
    assert not shown.panel.bars.isVisible()
    assert "iris" in shown.panel.notice.text()
    assert "(4)" in shown.panel.notice.text()
    assert "Ctrl+O" in shown.panel.notice.text()
    shown.live(digit_model())
    assert not shown.panel.notice.isVisible()
    assert shown.panel.bars.isVisible()


def test_a_model_that_is_no_classifier_has_no_winner(shown):
    shown.live(digit_model(classes=1))
    shown.panel.canvas.sketch.set_drawing(SEVEN)
    shown.answer(np.array([0.4]))
    assert shown.panel.verdict.winner.text() == "–"


def _sample(shape=(28, 28, 1), dataset="mnist"):
    picture = np.random.default_rng(1).integers(0, 256, shape, np.uint8)
    return Sample(dataset, "test", 42, picture, 7, "7")


def test_a_random_sample_reaches_the_model_as_it_is(shown, qtbot):
    shown.live(digit_model())
    shown.window.settings.set("data/folder", "/somewhere")
    shown.panel.tools.set_dataset("mnist")
    dice = next(b for b in shown.panel.findChildren(QToolButton) if b.defaultAction() is shown.panel.tools.dice)
    qtbot.mouseClick(dice, LEFT)
    assert shown.engine.posted_of(PickSample) == [PickSample("mnist", data_folder="/somewhere")]
    sample = _sample()
    shown.engine.sample_ready.emit(sample)
    np.testing.assert_allclose(shown.engine.posted_of(Ask)[-1].image, sample.picture / 255, atol=1e-6)
    assert "mnist" in shown.store.state.input_name
    assert "42" in shown.panel.caption.text()
    shown.panel.canvas.undo()
    assert shown.store.state.input_name == "drawing"


def test_a_sample_of_another_shape_is_prepared(shown):
    shown.live(digit_model())
    shown.engine.sample_ready.emit(_sample((32, 32, 3), "cifar10"))
    assert shown.engine.posted_of(Ask)[-1].image.shape == (28, 28, 1)


def test_the_chosen_data_set_and_brush_are_remembered(shown, qtbot):
    shown.panel.tools.set_dataset("fashion-mnist")
    shown.panel.tools.dice.trigger()
    shown.panel.tools.width_slider.setValue(120)
    other = DrawPanel(shown.window.context)
    qtbot.addWidget(other)
    assert other.tools.dataset == "fashion-mnist"
    assert other.canvas.sketch.brush_width == pytest.approx(0.12)
    other.tools.set_dataset("no such set")
    assert other.tools.dataset == "fashion-mnist"


def test_opening_a_picture_file(shown, tmp_path):
    shown.live(digit_model())
    digit = np.zeros((60, 40), np.uint8)
    digit[10:50, 18:23] = 255
    Image.fromarray(255 - digit).save(tmp_path / "one.png")
    shown.panel.open_picture(tmp_path / "one.png")
    np.testing.assert_array_equal(shown.engine.posted_of(Ask)[-1].image, prepare(digit).image)
    assert shown.store.state.input_name == "one.png"


def test_a_file_that_is_no_picture_leaves_the_drawing(shown, tmp_path):
    shown.panel.canvas.sketch.set_drawing(SEVEN)
    (tmp_path / "no.png").write_bytes(b"no")
    with pytest.raises(UserError, match=r"no\.png"):
        shown.panel.open_picture(tmp_path / "no.png")
    assert shown.panel.canvas.sketch.drawing is SEVEN


def test_what_cannot_be_pasted_is_reported(shown, qtbot):
    QApplication.clipboard().clear()
    shown.panel.tools.paste.trigger()
    assert isinstance(shown.window.reports[0], UserError)


def test_tools_follow_the_canvas(shown, qtbot):
    tools, canvas = shown.panel.tools, shown.panel.canvas
    assert not tools.undo.isEnabled()
    assert not tools.clear.isEnabled()
    canvas.sketch.set_drawing(SEVEN)
    assert tools.undo.isEnabled()
    assert tools.clear.isEnabled()
    tools.eraser.trigger()
    assert canvas.sketch.erasing
    qtbot.keyClick(canvas, Qt.Key.Key_P)
    assert tools.pen.isChecked()
    qtbot.keyClicks(canvas, "]")
    assert tools.width_slider.value() == round(1000 * canvas.sketch.brush_width)


def test_shortcuts_work_wherever_the_focus_is_in_the_panel(shown, qtbot):
    shown.panel.activateWindow()
    slider = shown.panel.tools.width_slider
    slider.setFocus()
    shown.panel.canvas.sketch.set_drawing(SEVEN)
    qtbot.keyClick(slider, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert shown.panel.canvas.sketch.empty
    shifted = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(slider, Qt.Key.Key_Z, shifted)
    assert not shown.panel.canvas.sketch.empty
    qtbot.keyClick(slider, Qt.Key.Key_Delete)
    assert shown.panel.canvas.sketch.empty
    qtbot.keyClick(slider, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    assert len(shown.engine.posted_of(PickSample)) == 1


def test_the_keyboard_reaches_every_tool(shown, qtbot):
    shown.panel.activateWindow()
    shown.panel.canvas.sketch.set_drawing(SEVEN)
    shown.panel.canvas.sketch.set_drawing(SEVEN)
    shown.panel.canvas.undo()
    shown.panel.canvas.setFocus()
    reached = set()
    for _ in range(20):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    buttons = shown.panel.findChildren(QToolButton)
    assert {b for b in buttons if b.isVisible()} <= reached
    assert {shown.panel.tools.width_slider, shown.panel.tools.dataset_box, shown.panel.pixels} <= reached
    assert all(b.accessibleName() and b.toolTip() for b in buttons if b.isVisible())


def test_doubt_has_room_in_a_narrow_panel_with_large_text(shown, qapp):
    apply_theme(qapp, LIGHT, large_text=True)
    shown.live(digit_model())
    shown.panel.resize(320, 760)
    shown.panel.canvas.sketch.set_drawing(SEVEN)
    shown.answer(one_hot(7), image=shown.store.state.image, digit_score=0.1)
    for _ in range(3):
        QApplication.processEvents()
    verdict, notes = shown.panel.verdict, shown.panel.notes
    labels = (verdict.mark, verdict.winner, verdict.probability)
    assert all(label.height() >= label.minimumSizeHint().height() for label in labels)
    for upper, lower in pairwise(labels):
        assert upper.geometry().bottom() < lower.geometry().top()
    assert notes.reason.height() >= notes.reason.heightForWidth(notes.reason.width())
    apply_theme(qapp, DARK)


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize(
    "size", [(320, 700), (320, 1400), (480, 640), (683, 640), (1300, 300), (1900, 1900), (3840, 1000)]
)
def test_at_any_size_everything_is_there(shown, qapp, size, large):
    apply_theme(qapp, DARK, large_text=large)
    shown.live(digit_model(class_names=FASHION))
    shown.panel.resize(*size)
    QApplication.processEvents()
    panel = shown.panel
    parts = [panel.canvas, panel.pixels, panel.caption, panel.notes, panel.verdict, panel.bars]
    areas = [part.rect().translated(part.mapTo(panel.canvas.parentWidget(), QPoint())) for part in parts]
    for index, area in enumerate(areas):
        assert 0 <= area.left() <= area.right() < panel.width()
        assert not any(area.intersects(other) for other in areas[index + 1 :])
    assert panel.canvas.width() == panel.canvas.height() >= 200
    assert panel.bars.height() >= panel.bars.minimumSizeHint().height()
    apply_theme(qapp, DARK)


def test_both_themes_are_painted(shown, qapp):
    shown.live(digit_model())
    pictures = set()
    for theme in (DARK, LIGHT):
        apply_theme(qapp, theme)
        image = shown.panel.grab().toImage()  # kept while its bits are read
        pictures.add(bytes(image.constBits()))
    assert len(pictures) == 2


def test_ctrl_s_saves_the_drawing_whole(shown, qtbot, tmp_path, monkeypatch):
    target = tmp_path / "seven"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    shown.panel.canvas.sketch.set_drawing(SEVEN)
    shown.panel.canvas.setFocus()
    qtbot.keyClick(shown.panel.canvas, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    saved = np.asarray(Image.open(tmp_path / "seven.png").convert("L"))
    np.testing.assert_array_equal(saved, shown.panel.canvas.picture())
    assert "seven.png" in str(shown.window.reports[-1])
    assert [file.name for file in tmp_path.glob("*.png")] == ["seven.png"]


def test_a_drawing_that_cannot_be_saved_is_told(shown, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "none" / "a.png"), ""))
    shown.panel.tools.save.trigger()
    assert isinstance(shown.window.reports[-1], UserError)


def test_the_tools_follow_the_hand_and_lead_to_other_panels(shown, qtbot):
    tools, canvas = shown.panel.tools, shown.panel.canvas
    canvas.setFocus()
    for key, action in ((Qt.Key.Key_L, tools.line), (Qt.Key.Key_T, tools.transform), (Qt.Key.Key_P, tools.pen)):
        qtbot.keyClick(canvas, key)
        assert action.isChecked()
    tools.gallery.trigger()
    tools.many.trigger()
    assert shown.window.shown == ["gallery", "contact_sheet"]


def test_a_moved_sample_is_prepared_like_a_drawing(shown):
    shown.live(digit_model())
    sample = _sample((28, 28, 1), "mnist")
    shown.engine.sample_ready.emit(sample)
    np.testing.assert_allclose(shown.store.state.image, sample.picture / 255.0, atol=1e-6)
    canvas = shown.panel.canvas
    canvas.take_transform()
    canvas.hand.transform.scale(-3)
    canvas.take_pen()
    np.testing.assert_array_equal(shown.store.state.image, prepare(canvas.picture()).image)

import numpy as np
import pytest
from fakes import FakeWindow, digit_model, probe_of
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication

from nnviz.core.attribution import Attribution, Method, Target
from nnviz.core.model_summary import LayerInfo, ModelSummary
from nnviz.engine import commands
from nnviz.engine.events import AttributionReady
from nnviz.qt.panels.why import WhyPanel


@pytest.fixture
def window():
    QLocale.setDefault(QLocale("en"))
    return FakeWindow()


@pytest.fixture
def panel(window, qtbot):
    made = WhyPanel(window.context)
    qtbot.addWidget(made)
    made.resize(420, 560)
    made.show()
    qtbot.waitExposed(made)
    window.store.changed.connect(made.show_state)
    made.show_state(window.store.state, None)
    return made


@pytest.fixture
def live(window, panel):
    window.store.update(model=digit_model(class_names=tuple("0123456789")), layer_id="scores")
    image = np.random.default_rng(0).random((28, 28, 1)).astype(np.float32)
    window.store.update(image=image, probe=probe_of(np.full(10, 0.1), 1, image=image))
    QApplication.processEvents()
    return panel


def asked(window):
    return window.engine.posted_of(commands.Attribute)


def choose(panel, method, qtbot, window):
    count = len(asked(window))
    panel.choices.method.setCurrentIndex(panel.choices.method.findData(method))
    panel.choices.method.activated.emit(panel.choices.method.currentIndex())
    qtbot.waitUntil(lambda: len(asked(window)) > count)
    return asked(window)[-1]


def answer(window, question, values, **more):
    found = Attribution(question.method, question.target, values, True, 4.5, **{"class_index": 7} | more)
    window.engine.attribution_ready.emit(AttributionReady(found, question.generation, "digits", question.owner))


def test_before_a_drawing_the_panel_says_what_to_do(panel, window):
    assert panel.empty.text().startswith("Draw something")
    table = ModelSummary("t", "t", (LayerInfo("x", "x", "InputLayer", (None, 4), 0),), ((None, 4),), 0)
    window.store.update(model=table)
    assert "does not read a picture" in panel.empty.text()


def test_a_drawing_is_explained_at_once_and_its_answer_is_laid_over_it(window, live):
    question = asked(window)[-1]
    assert question.method is Method.GRADIENT_INPUT
    assert question.target == Target()
    assert question.image is window.store.state.probe.image
    before = live.picture.grab().toImage()
    values = np.zeros((28, 28))
    values[10:14, 10:14] = -2.0
    answer(window, question, values)
    assert live.picture.grab().toImage() != before
    assert live.legend.numbers == ("-2", "0", "2")
    assert live.readout.text() == "Class 7, score 4.5000"


def test_an_answer_to_an_older_question_is_dropped(window, live, qtbot):
    old = asked(window)[-1]
    choose(live, Method.SALIENCY, qtbot, window)
    answer(window, old, np.ones((28, 28)))
    assert live.legend.numbers == ()


def test_hovering_tells_pixel_and_influence(window, live, qtbot):
    values = np.arange(784.0).reshape(28, 28)
    answer(window, asked(window)[-1], values)
    qtbot.mouseMove(live.picture, live.picture.rect_of((3, 4), (5, 6)).center().toPoint())
    pixel = window.store.state.probe.image[3, 5, 0]
    assert live.readout.text() == f"row 3, column 5: pixel {pixel:.4f}, influence 89.0000"


def test_a_class_and_the_chosen_unit_can_be_asked_about(window, live, qtbot):
    target = live.choices.target
    target.setCurrentIndex(target.findText("class 3"))
    count = len(asked(window))
    target.activated.emit(target.currentIndex())
    qtbot.waitUntil(lambda: len(asked(window)) > count)
    assert asked(window)[-1].target == Target(class_index=3)
    window.store.update(unit=(4,))
    target.setCurrentIndex(target.findText("chosen unit of scores"))
    assert live.choices.about == Target(layer_id="scores", unit=(4,))


def test_grad_cam_offers_the_layers_with_maps(window, panel, qtbot):
    conv = LayerInfo("conv", "conv", "Conv2D", (None, 26, 26, 4), 36)
    model = digit_model()
    layers = (model.layers[0], conv, model.layers[1])
    window.store.update(model=ModelSummary("digits", "d", layers, model.input_shapes, 0))
    window.store.update(probe=probe_of(np.full(10, 0.1), 1))
    assert not panel.choices.layer.isVisible()
    choose(panel, Method.GRAD_CAM, qtbot, window)
    assert panel.choices.layer.isVisible()
    assert [panel.choices.layer.itemData(n) for n in range(panel.choices.layer.count())] == [None, "conv"]


def test_maximisation_shows_the_picture_so_far_and_can_be_cancelled(window, live, qtbot):
    question = choose(live, Method.MAXIMISATION, qtbot, window)
    picture = np.random.default_rng(3).random((28, 28, 1))
    answer(window, question, picture[..., 0], picture=picture, fraction=0.25)
    np.testing.assert_array_equal(live.picture.coloured.maps[0], picture[..., 0])
    assert live.cancel.isVisible()
    assert live.progress.value() == 25
    qtbot.mouseClick(live.cancel, Qt.MouseButton.LeftButton)
    assert window.engine.posted_of(commands.StopAttribution)
    assert not live.cancel.isVisible()
    answer(window, question, picture[..., 0], picture=picture * 0, fraction=0.5)
    np.testing.assert_array_equal(live.picture.coloured.maps[0], picture[..., 0])


def test_a_hidden_panel_asks_nothing(window, live):
    live.hide()
    count = len(asked(window))
    live._on_ask_due()
    assert len(asked(window)) == count


def test_the_slider_changes_how_much_of_the_drawing_is_seen(window, live):
    answer(window, asked(window)[-1], np.ones((28, 28)))
    strong = live.picture.grab().toImage()
    live.choices.strength.setValue(0)
    assert live.picture.grab().toImage() != strong


def test_all_sizes_are_painted(live):
    for size in ((320, 300), (3840, 2000)):
        live.resize(*size)
        QApplication.processEvents()
        assert not live.grab().isNull()

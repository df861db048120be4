"""The training panel, driven with mouse and keyboard: what it asks of the engine and what it tells."""

from __future__ import annotations

import gc
import weakref
from dataclasses import replace

import pytest
from fakes import FakeWindow
from PySide6.QtCore import QEvent, QLocale, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from nnviz.core.experiment import ARCHITECTURES, AUGMENTATIONS, CUSTOM, EVERY_DATASET, OPTIMIZERS, SCHEDULES, Experiment
from nnviz.core.messages import UserError
from nnviz.core.training import BatchRecord, EpochRecord, Phase, Progress
from nnviz.engine.commands import Pause, Resume, Step, Stop, Train
from nnviz.engine.events import Activity, ActivityChanged, Failed, RunStarted
from nnviz.qt.panels.training import TrainingPanel, new_run_folder
from nnviz.qt.run_recorder import RunRecorder
from nnviz.qt.settings import Settings
from nnviz.qt.throttle import Throttle
from nnviz.qt.widgets.column_pair import ColumnPair
from nnviz.qt.widgets.experiment_form import ExperimentForm
from nnviz.qt.widgets.experiment_words import architecture_words, dataset_words


@pytest.fixture(autouse=True)
def _english():
    before = QLocale()
    QLocale.setDefault(QLocale("en"))
    yield
    QLocale.setDefault(before)


class Stage:
    """A panel on screen that follows a store as its dock would let it."""

    def __init__(self, qtbot) -> None:
        self.qtbot = qtbot
        self.window = FakeWindow()
        self.recorder = RunRecorder(self.window.engine, self.window.store)
        self.panel = TrainingPanel(self.window.context)
        self.window.store.changed.connect(self.panel.show_state)
        qtbot.addWidget(self.panel)
        self.panel.resize(900, 640)
        self.panel.show()
        qtbot.waitExposed(self.panel)
        self.panel.show_state(self.window.store.state, None)

    def click(self, name: str) -> None:
        self.qtbot.mouseClick(getattr(self.panel.controls, name), Qt.MouseButton.LeftButton)

    def begin(self, run_id: str = "run-1", experiment: Experiment | None = None) -> None:
        self.window.engine.run_started.emit(RunStarted(run_id, experiment or Experiment(), None))

    def progress(self, phase: Phase, run_id: str = "run-1", **fields) -> None:
        self.window.engine.progress_changed.emit(Progress(run_id, phase, **fields))

    def batches(self, count: int, first: int = 1, run_id: str = "run-1") -> None:
        records = [BatchRecord(s, 1, 1.0 / s, 1.0 - 0.5 / s, 0.001) for s in range(first, first + count)]
        self.window.engine.batches_done.emit(run_id, records)

    def enabled(self) -> set[str]:
        return {name for name in ("start", "pause", "step", "stop") if getattr(self.panel.controls, name).isEnabled()}


@pytest.fixture
def stage(qtbot):
    return Stage(qtbot)


# --- asking ---


def test_start_trains_what_is_chosen(stage):
    form = stage.panel.form
    for box, key in ((form.dataset, "fashion-mnist"), (form.architecture, "course"), (form.augment, "photo")):
        box.choose(key)
    for header in form.description.headers.values():
        stage.qtbot.mouseClick(header.button, Qt.MouseButton.LeftButton)
    form.optimizer.choose("sgd")
    form.schedule.choose("cosine")
    for field, text in ((form.epochs, "7"), (form.batch_size, "100"), (form.seed, "42")):
        field.selectAll()
        stage.qtbot.keyClicks(field, text)
    edit = form.learning_rate.lineEdit()
    edit.selectAll()
    stage.qtbot.keyClicks(edit, "0,03")
    stage.window.settings.set("data/folder", "/data")
    stage.click("start")
    (train,) = stage.window.engine.posted
    assert train.experiment == Experiment("fashion-mnist", "course", 7, 100, 0.03, "sgd", "cosine", "photo", 42)
    assert (train.data_folder, train.start_paused) == ("/data", False)
    assert "fashion-mnist-course" in train.folder


def test_every_choice_has_a_name_and_its_own_key(stage):
    form = stage.panel.form
    for box, keys in (
        (form.dataset, EVERY_DATASET),
        (form.architecture, (*ARCHITECTURES, CUSTOM)),
        (form.optimizer, OPTIMIZERS),
        (form.schedule, SCHEDULES),
        (form.augment, AUGMENTATIONS),
    ):
        assert tuple(box.itemData(index) for index in range(box.count())) == keys
        names = [box.itemText(index) for index in range(box.count())]
        assert len(set(names)) == len(keys)
        assert not set(names) & set(keys)
    for box, words in ((form.dataset, dataset_words()), (form.architecture, architecture_words())):
        assert all(words[box.itemData(index)][1] for index in range(box.count()))


@pytest.mark.parametrize("rate", ["", "fast", "0", "-1", "1e9"])
def test_a_learning_rate_that_cannot_be_used_is_explained_and_starts_nothing(stage, rate):
    edit = stage.panel.form.learning_rate.lineEdit()
    edit.selectAll()
    stage.qtbot.keyClick(edit, Qt.Key.Key_Delete)
    stage.qtbot.keyClicks(edit, rate)
    assert stage.panel.form.problem
    stage.click("start")
    stage.click("step")
    assert stage.window.engine.posted == []
    assert stage.panel.status.sentence == stage.panel.form.problem
    edit.selectAll()
    stage.qtbot.keyClicks(edit, "0.01")
    assert stage.panel.form.problem == ""
    stage.click("start")
    assert stage.window.engine.posted_of(Train)[0].experiment.learning_rate == 0.01


def test_typing_a_rate_is_not_completed(stage):
    edit = stage.panel.form.learning_rate.lineEdit()
    edit.selectAll()
    stage.qtbot.keyClicks(edit, "0.0")
    assert edit.text() == "0.0"


def test_the_arrows_double_and_halve_the_batch(stage):
    field = stage.panel.form.batch_size
    seen = []
    for key in [Qt.Key.Key_Up] * 2 + [Qt.Key.Key_Down] * 3:
        stage.qtbot.keyClick(field, key)
        seen.append(field.value())
    assert seen == [64, 128, 64, 32, 16]
    field.setValue(100)
    stage.qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.value() == 64
    field.setValue(1)
    stage.qtbot.keyClick(field, Qt.Key.Key_Down)
    assert field.value() == 1


def test_pause_resume_step_and_stop(stage):
    stage.begin()
    stage.progress(Phase.TRAINING)
    stage.click("pause")
    stage.progress(Phase.PAUSED)
    assert stage.panel.controls.pause.text() == "Resume"
    stage.click("step")
    stage.click("pause")
    stage.progress(Phase.TRAINING)
    assert stage.panel.controls.pause.text() == "Pause"
    stage.click("stop")
    assert [type(command) for command in stage.window.engine.posted] == [Pause, Step, Resume, Stop]


def test_step_when_idle_begins_a_training_of_one_batch(stage):
    stage.click("step")
    train, step = stage.window.engine.posted
    assert isinstance(train, Train)
    assert train.start_paused
    assert isinstance(step, Step)


@pytest.mark.parametrize(
    ("phase", "allowed"),
    [
        (Phase.PREPARING, {"stop"}),
        (Phase.TRAINING, {"pause", "step", "stop"}),
        (Phase.VALIDATING, {"pause", "step", "stop"}),
        (Phase.PAUSED, {"pause", "step", "stop"}),
        (Phase.FINISHED, {"start", "step"}),
        (Phase.STOPPED, {"start", "step"}),
        (Phase.FAILED, {"start", "step"}),
    ],
)
def test_what_can_be_pressed_follows_the_phase(stage, phase, allowed):
    assert stage.enabled() == {"start", "step"}
    stage.begin()
    stage.progress(phase)
    assert stage.enabled() == allowed
    assert stage.panel.form.isEnabled() is phase.ended


def test_a_second_start_is_impossible_before_the_engine_answers(stage):
    stage.click("start")
    stage.click("start")
    stage.click("step")
    assert len(stage.window.engine.posted) == 1
    assert stage.enabled() == {"stop"}
    stage.begin()
    stage.progress(Phase.TRAINING)
    assert stage.enabled() == {"pause", "step", "stop"}


def test_pressing_start_twice_on_the_keyboard_does_not_stop_it(stage):
    stage.panel.controls.start.setFocus()
    stage.qtbot.keyClick(stage.panel.controls.start, Qt.Key.Key_Space)
    assert QApplication.focusWidget() is stage.panel.plot
    stage.qtbot.keyClick(stage.panel.plot, Qt.Key.Key_Space)
    assert [type(command) for command in stage.window.engine.posted] == [Train]


def test_a_start_that_fails_says_why_and_can_be_repeated(stage):
    stage.click("start")
    stage.window.engine.failed.emit(Failed(UserError("{file} is full.", file="disk"), "SaveModel"))
    assert stage.enabled() == {"stop"}, "that was about something else"
    stage.window.engine.failed.emit(Failed(UserError("{file} is not there.", file="mnist.npz"), "Train"))
    assert stage.panel.status.sentence == "mnist.npz is not there."
    assert stage.enabled() == {"start", "step"}
    stage.click("start")
    assert "not there" not in stage.panel.status.sentence
    assert len(stage.window.engine.posted_of(Train)) == 2


def test_loading_the_data_shows_its_share(stage):
    stage.window.engine.activity_changed.emit(ActivityChanged(Activity.LOADING, "mnist", 0.9))
    assert stage.panel.status.bar.isHidden(), "somebody else loads"
    stage.click("start")
    assert stage.panel.status.bar.maximum() == 0, "a share is not known yet"
    stage.window.engine.activity_changed.emit(ActivityChanged(Activity.LOADING, "mnist", 0.25))
    assert stage.panel.status.sentence == "Getting the data: 25.0 %"
    assert stage.panel.status.bar.value() == 250


# --- telling ---


def test_it_says_what_to_do_first(stage):
    assert stage.panel.status.sentence == "Choose a data set and press Start."
    assert stage.panel.plot.empty
    assert "Press Start" in stage.panel.plot.summary()


def test_progress_is_told_in_one_line(stage):
    stage.begin()
    stage.progress(Phase.TRAINING, step=120, steps=225, epoch=2, epochs=5, images_per_second=5400.4, seconds_left=11.2)
    expected = "epoch 2 of 5 · batch 120 of 225 · 5,400 images/s · 12 s left"
    stage.qtbot.waitUntil(lambda: stage.panel.status.line.replace("\u00a0", " ") == expected)
    assert stage.panel.status.bar.value() == round(1000 * 120 / 225)
    stage.progress(Phase.PAUSED, step=120, steps=225, epoch=2, epochs=5, seconds_left=11.2)
    assert "left" not in stage.panel.status.line


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "1 s"), (59.5, "1 min 0 s"), (125, "2 min 5 s"), (4000, "1 h 6 min")]
)
def test_the_time_left_in_two_units(stage, seconds, words):
    stage.begin()
    stage.progress(Phase.TRAINING, step=1, steps=2, epoch=1, epochs=1, seconds_left=seconds)
    stage.qtbot.waitUntil(lambda: stage.panel.status.line.replace("\u00a0", " ").endswith(f"{words} left"))


def test_large_figures_follow_the_batches_and_the_validation(stage):
    stage.begin()
    stage.batches(1)
    loss, accuracy, val_loss, val_accuracy = stage.panel.figures.figures
    stage.qtbot.waitUntil(lambda: loss.remark == "last batch 1.0000")
    assert (loss.value, accuracy.value, val_loss.value) == ("1.0000", "50.0 %", "–")
    for number, (lost, right) in enumerate([(0.3, 0.9), (0.2, 0.95), (float("nan"), 0.91)], start=1):
        stage.window.engine.epoch_done.emit("run-1", EpochRecord(number, number, 0.5, 0.5, lost, right, 1.0))
    stage.qtbot.waitUntil(lambda: val_loss.value == "nan")
    assert val_loss.remark == "best 0.2000"
    assert (val_accuracy.value, val_accuracy.remark) == ("91.0 %", "best 95.0 %")
    assert val_accuracy.accessibleName() == "Validation accuracy: 91.0 % best 95.0 %"


def test_every_batch_reaches_the_curves(stage):
    stage.begin()
    for first in range(1, 400, 7):
        stage.batches(7, first)
    log = stage.window.store.state.run.log
    lines = stage.panel.plot.stack.axes["loss"].lines
    stage.qtbot.waitUntil(lambda: len(lines()["batches"][0]) == log.length)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (UserError("The loss is no number since batch {step}.", step=41), "The loss is no number since batch 41."),
        ("Out of memory.", "Out of memory."),
        (None, "The training ended because something went wrong. What was learnt stays in the model."),
    ],
)
def test_a_failed_training_says_why(stage, message, words):
    stage.begin()
    stage.progress(Phase.FAILED, details={"message": message} if message else {})
    assert stage.panel.status.sentence == words


def test_a_finished_training_says_what_came_of_it(stage):
    stage.begin()
    stage.window.engine.epoch_done.emit("run-1", EpochRecord(1, 45, 0.5, 0.5, 0.2, 0.9625, 1.0))
    stage.progress(Phase.FINISHED, step=45, steps=45, epoch=1, epochs=1)
    assert stage.panel.status.sentence.startswith("Finished: 96.2 %") or "96.3 %" in stage.panel.status.sentence


def test_a_run_that_began_elsewhere_shows_its_description(stage):
    experiment = Experiment("mnist", "mlp", 3, 128, 0.1, "sgd", "cosine", "drawn", 9)
    stage.begin(experiment=experiment)
    assert stage.panel.form.experiment() == experiment


def test_the_next_run_takes_the_place_of_the_last(stage):
    stage.begin("run-1")
    stage.batches(100)
    stage.progress(Phase.STOPPED)
    stage.click("start")
    stage.begin("run-2")
    assert stage.panel.plot.empty
    stage.progress(Phase.TRAINING, "run-2")
    stage.batches(3, run_id="run-2")
    lines = stage.panel.plot.stack.axes["loss"].lines
    stage.qtbot.waitUntil(lambda: len(lines()["batches"][0]) == 3)


def test_a_panel_that_becomes_visible_shows_the_run(stage, qtbot):
    stage.begin()
    stage.batches(20)
    stage.progress(Phase.PAUSED, step=20, steps=45, epoch=1, epochs=1)
    late = TrainingPanel(stage.window.context)
    qtbot.addWidget(late)
    late.show()
    late.show_state(stage.window.store.state, None)
    assert late.controls.pause.text() == "Resume"
    assert len(late.plot.stack.axes["loss"].lines()["batches"][0]) == 20
    assert "batch\u00a020\u00a0of\u00a045" in late.status.line


def test_what_does_not_concern_it_is_passed_over(stage):
    stage.begin()
    state = stage.window.store.state
    shown = []
    stage.panel.plot.show_log = lambda *arguments: shown.append(arguments)
    stage.panel.show_state(replace(state, generation=7), state)
    assert shown == []


# --- remembering ---


def test_the_last_choices_are_remembered(qtbot, tmp_path):
    chosen = Experiment("cifar10", "vgg", 30, 256, 0.0005, "sgd", "cosine", "photo", 3)
    window = FakeWindow()
    for _ in range(2):
        settings = Settings(tmp_path / "settings.json")
        panel = TrainingPanel(replace(window.context, settings=settings))
        qtbot.addWidget(panel)
        last = panel.form.experiment()
        panel.form.set_experiment(chosen)
    assert last == chosen


@pytest.mark.parametrize(
    "broken",
    [
        {"dataset": "moon"},
        {"epochs": -3},
        {"epochs": 1e400},
        {"seed": float("nan")},
        {"learning_rate": 0},
        {"augment": 5},
    ],
)
def test_broken_memories_are_forgotten(qtbot, broken):
    window = FakeWindow()
    for name, value in broken.items():
        window.settings.set(f"training/{name}", value)
    panel = TrainingPanel(window.context)
    qtbot.addWidget(panel)
    assert panel.form.experiment() == Experiment()


def test_every_run_has_a_folder_of_its_own(tmp_path):
    folders = set()
    for _ in range(4):
        folder = new_run_folder(Experiment(), tmp_path)
        folder.mkdir()
        folders.add(folder)
    assert len(folders) == 4
    assert all(folder.parent == tmp_path for folder in folders)


# --- appearance ---


def test_it_speaks_another_language_at_once(stage):
    QLocale.setDefault(QLocale("pt_BR"))
    QApplication.sendEvent(stage.panel, QEvent(QEvent.Type.LanguageChange))
    for part in stage.panel.findChildren(QWidget):
        QApplication.sendEvent(part, QEvent(QEvent.Type.LanguageChange))
    form = stage.panel.form
    assert form.learning_rate.currentText() == "0,001"
    assert form.learning_rate.itemText(0) == "0,001"
    assert form.experiment().learning_rate == 0.001


@pytest.mark.parametrize("size", [(320, 500), (320, 900), (559, 600), (640, 360), (1366, 200), (3840, 2000)])
@pytest.mark.parametrize("points", [10.0, 14.0])
def test_nothing_is_clipped(stage, size, points):
    font = stage.panel.font()
    font.setPointSizeF(points)
    stage.panel.setFont(font)
    stage.begin()
    stage.batches(100)
    stage.window.engine.epoch_done.emit("run-1", EpochRecord(1, 45, 0.5, 0.5, 0.2, 0.9, 1.0))
    stage.progress(Phase.TRAINING, step=100, steps=225, epoch=3, epochs=5, images_per_second=54321.0, seconds_left=600)
    stage.qtbot.waitUntil(lambda: stage.panel.figures.figures[3].value == "90.0 %")
    stage.panel.resize(*size)
    for _ in range(5):
        QApplication.processEvents()
    pair = stage.panel.findChild(ColumnPair)
    assert pair.narrow or size[0] >= 560
    page = pair.widget()
    parts = [
        *stage.panel.form.description.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly),
        *stage.panel.controls.findChildren(QWidget),
        *stage.panel.figures.figures,
        *stage.panel.status.findChildren(QLabel),
        stage.panel.plot.stack,
    ]
    assert all(part.isVisible() for part in parts[-7:])
    assert page.width() == pair.viewport().width()
    for part in parts:
        if not part.isVisible():
            continue
        place = part.mapTo(page, QPoint(0, 0))
        assert place.x() >= 0, part
        assert place.x() + part.width() <= page.width(), part
        holder = part.parentWidget()
        while holder is not page and holder is not stage.panel.form.description:
            assert holder.rect().contains(part.rect().translated(part.mapTo(holder, QPoint(0, 0)))), (part, holder)
            holder = holder.parentWidget()
        needed = part.heightForWidth(part.width()) if part.hasHeightForWidth() else part.minimumSizeHint().height()
        assert part.height() >= needed, part
        assert part.width() >= part.minimumSizeHint().width(), part
    assert stage.panel.plot.stack.height() >= stage.panel.plot.stack.minimumHeight()


def test_figures_that_become_longer_are_not_clipped(stage):
    stage.panel.resize(850, 640)
    stage.begin()
    stage.batches(1)
    figures = stage.panel.figures
    stage.qtbot.waitUntil(lambda: figures.isVisible() and figures.figures[3].y() == 0)
    figures.figures[3].set_name("The share of the pictures that are named right")
    stage.qtbot.waitUntil(lambda: figures.figures[3].y() > 0)
    assert all(f.x() + f.width() <= figures.width() and f.width() >= f.sizeHint().width() for f in figures.figures)


def test_where_it_is_narrow_start_brings_the_curves_into_view(stage):
    stage.panel.resize(340, 520)
    QApplication.processEvents()
    stage.click("start")
    stage.begin()
    stage.batches(20)
    for part in (stage.panel.controls.stop, stage.panel.plot):
        stage.qtbot.waitUntil(lambda part=part: not part.visibleRegion().isEmpty())


def test_the_form_scrolls_where_it_is_low(stage):
    stage.panel.resize(900, 260)
    QApplication.processEvents()
    seed = stage.panel.form.seed
    stage.panel.form.description.headers["learning"].setChecked(True)
    assert seed.visibleRegion().isEmpty()
    scroll = stage.panel.form.parent().parent()
    scroll.ensureWidgetVisible(seed)
    assert not seed.visibleRegion().isEmpty()
    assert not stage.panel.controls.start.visibleRegion().isEmpty()


def test_the_wheel_over_a_field_scrolls_instead_of_changing_it(stage):
    form = stage.panel.form
    stage.panel.plot.setFocus()
    for field in (form.epochs, form.dataset, form.learning_rate):
        before = form.experiment()
        event = QWheelEvent(
            QPointF(5, 5),
            QPointF(field.mapToGlobal(QPoint(5, 5))),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(field, event)
        assert form.experiment() == before


def test_the_keyboard_reaches_everything(stage):
    reached = set()
    for header in stage.panel.form.description.headers.values():
        header.button.setFocus()
        stage.qtbot.keyClick(header.button, Qt.Key.Key_Space)
    stage.panel.form.dataset.setFocus()
    for _ in range(40):
        reached.add(QApplication.focusWidget())
        stage.qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    form, controls = stage.panel.form, stage.panel.controls
    for field in (form.architecture, form.epochs, form.batch_size, form.learning_rate, form.optimizer, form.augment,
                  form.seed, controls.start, controls.step, stage.panel.plot):  # fmt: skip
        assert field in reached, field


def test_a_screen_reader_can_name_every_field(stage):
    form = stage.panel.form
    names = [
        field.accessibleName()
        for field in (form.dataset, form.architecture, form.epochs, form.batch_size, form.learning_rate, form.seed)
    ]
    assert all(names)
    assert len(set(names)) == len(names)


def test_nothing_runs_on_when_it_is_hidden(stage):
    stage.begin()
    stage.batches(10)
    stage.progress(Phase.TRAINING, step=10, steps=45, epoch=1, epochs=1)
    throttles = stage.panel.findChildren(Throttle)
    assert not all(throttle.idle for throttle in throttles)
    stage.panel.hide()
    assert all(throttle.idle for throttle in throttles)


def test_a_closed_panel_is_forgotten(qtbot):
    window = FakeWindow()
    panel = TrainingPanel(window.context)
    panel.show()
    held = weakref.ref(panel)
    panel.close()
    panel.deleteLater()
    del panel
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert held() is None


def test_a_form_alone_starts_with_the_usual_choices(qtbot):
    form = ExperimentForm()
    qtbot.addWidget(form)
    assert form.experiment() == Experiment()

"""The time machine in the window: the bar under the hand, the strip, the cursor and the film."""

from __future__ import annotations

import numpy as np
import pytest
from fakes import FakeWindow, digit_model, probe_of
from PIL import Image
from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QLabel, QProgressDialog, QPushButton

from nnviz.core.experiment import Experiment
from nnviz.core.snapshots import Moment, Snapshots
from nnviz.core.training import BatchRecord
from nnviz.engine.commands import ContinueFrom, SaveSnapshot, ScrubTo, SetSnapshotBudget
from nnviz.engine.events import ContinuedFrom, RunStarted, ScrubbedTo, SnapshotsChanged
from nnviz.qt.animation_export import AnimationExport, pixels_of, spread
from nnviz.qt.live_state import LiveState
from nnviz.qt.main_window import MainWindow
from nnviz.qt.panels.training import TrainingPanel
from nnviz.qt.past_sign import PastSign
from nnviz.qt.run_recorder import RunRecorder
from nnviz.qt.widgets.film_choice import FilmChoice
from nnviz.qt.widgets.time_bar import TimeBar

MOMENTS = tuple(Moment(step, (step + 3) // 4, 1, step % 4 == 0 and step > 0) for step in range(0, 13, 2))
KEPT = Snapshots(MOMENTS, 7_000_000, 256_000_000, 1_000_000)


@pytest.fixture(autouse=True)
def _english():
    before = QLocale()
    QLocale.setDefault(QLocale("en"))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def bar(qtbot):
    made = TimeBar()
    qtbot.addWidget(made)
    made.resize(500, 90)
    made.show()
    qtbot.waitExposed(made)
    made.set_snapshots(KEPT)
    made.heard = []
    made.scrubbed.connect(made.heard.append)
    return made


class Stage:
    """The training panel with the engine's reports flowing into its store."""

    def __init__(self, qtbot) -> None:
        self.window = FakeWindow()
        self.state = LiveState(self.window.engine, self.window.store)
        self.recorder = RunRecorder(self.window.engine, self.window.store)
        self.panel = TrainingPanel(self.window.context)
        self.window.store.changed.connect(self.panel.show_state)
        qtbot.addWidget(self.panel)
        self.panel.resize(900, 640)
        self.panel.show()
        qtbot.waitExposed(self.panel)
        self.panel.show_state(self.window.store.state, None)
        engine = self.window.engine
        engine.run_started.emit(RunStarted("run-1", Experiment(), None))
        engine.batches_done.emit("run-1", [BatchRecord(n, (n + 3) // 4, 2.0 / n, 0.5, 0.001) for n in range(1, 13)])
        engine.snapshots_changed.emit(SnapshotsChanged(KEPT))

    @property
    def bar(self) -> TimeBar:
        return self.panel.travel.bar

    def arrive(self, step: int | None) -> None:
        self.window.engine.scrubbed_to.emit(ScrubbedTo(step))


@pytest.fixture
def stage(qtbot):
    return Stage(qtbot)


def test_the_keys_go_from_moment_to_moment(bar, qtbot):
    assert bar.slider.moment.step == 12
    for key, step in ((Qt.Key.Key_Left, 10), (Qt.Key.Key_Home, 0), (Qt.Key.Key_Right, 2), (Qt.Key.Key_End, 12)):
        qtbot.keyClick(bar.slider, key)
        assert bar.heard[-1] == step
        bar.show_position(step, None)
        assert bar.slider.moment.step == step
    pressed = []
    bar.live_pressed.connect(lambda: pressed.append(True))
    qtbot.keyClick(bar.slider, Qt.Key.Key_Escape)
    assert pressed


def test_the_handle_keeps_its_moment_while_others_come_and_go(bar):
    bar.show_position(6, BatchRecord(6, 2, 0.25, 0.9, 0.001))
    assert "Batch 6 · epoch 2 · loss 0.25" in bar.readout.text()
    bar.set_snapshots(Snapshots((*MOMENTS, Moment(14, 4)), 8, 100, 1))
    assert bar.slider.moment.step == 6
    bar.set_snapshots(Snapshots((Moment(0), Moment(4, 1), Moment(8, 2), Moment(14, 4)), 4, 100, 1))
    assert bar.slider.moment.step == 4  # the last one before: its own is thinned out
    assert bar.heard == []
    bar.show_position(None, None)
    assert bar.slider.moment.step == 14


def test_the_animation_waits_for_each_moment_and_ends_at_the_last(bar, qtbot):
    qtbot.keyClick(bar.slider, Qt.Key.Key_Space)
    assert bar.playing
    for moment in MOMENTS:
        qtbot.waitUntil(lambda moment=moment: bar.heard[-1:] == [moment.step])
        bar.show_position(moment.step, None)
    qtbot.waitUntil(lambda: not bar.playing)
    assert bar.heard == [moment.step for moment in MOMENTS]


def test_the_hand_halts_the_animation(bar, qtbot):
    qtbot.mouseClick(bar.play, Qt.MouseButton.LeftButton)
    assert bar.playing
    bar.show_position(bar.heard[-1], None)
    qtbot.keyClick(bar.slider, Qt.Key.Key_End)
    assert not bar.playing


def test_what_makes_no_sense_cannot_be_pressed(bar):
    assert not bar.live.isEnabled()
    assert not bar.go_on.isVisible()
    bar.show_position(4, None)
    assert bar.live.isEnabled()
    assert bar.go_on.isVisible()
    bar.set_snapshots(Snapshots(budget=256_000_000, each=500_000_000))
    assert "500 MB" in bar.readout.text()
    assert not bar.play.isEnabled()


def test_the_ticks_stand_under_the_handle(bar, qtbot):
    places = [bar.slider.place_of(index) for index in range(len(MOMENTS))]
    assert places == sorted(places)
    picture = bar.slider.grab().toImage()
    bottom = picture.height() - 2
    background = picture.pixel(1, bottom)
    ticks = [index for index, place in enumerate(places) if picture.pixel(place, bottom) != background]
    assert ticks == [index for index, moment in enumerate(MOMENTS) if moment.ends_epoch]


def test_the_panel_asks_the_engine_and_the_curve_shows_where_one_is(stage, qtbot, tmp_path, monkeypatch):
    engine = stage.window.engine
    stage.bar.slider.setFocus()
    qtbot.keyClick(stage.bar.slider, Qt.Key.Key_Left)
    assert engine.posted_of(ScrubTo) == [ScrubTo(10)]
    stage.arrive(10)
    assert [axes.past for axes in stage.panel.plot.stack.axes.values()] == [10.0, 10.0]
    assert "loss 0.2" in stage.bar.readout.text()
    qtbot.mouseClick(stage.bar.go_on, Qt.MouseButton.LeftButton)
    assert engine.posted_of(ContinueFrom) == [ContinueFrom(10)]
    file = tmp_path / "then.keras"
    monkeypatch.setattr("nnviz.qt.time_travel.ask_where_to_save_model", lambda *_: file)
    qtbot.mouseClick(stage.bar.save, Qt.MouseButton.LeftButton)
    assert engine.posted_of(SaveSnapshot) == [SaveSnapshot(10, str(file))]
    qtbot.mouseClick(stage.bar.live, Qt.MouseButton.LeftButton)
    assert engine.posted_of(ScrubTo)[-1] == ScrubTo(None)
    stage.arrive(None)
    assert [axes.past for axes in stage.panel.plot.stack.axes.values()] == [None, None]


def test_the_budget_is_remembered(stage):
    stage.bar.menu.budget.setValue(512)
    assert stage.window.settings.number("training/snapshot_budget_mb", 0) == 512


def test_the_strip_is_there_in_every_workspace_while_one_looks_back(qtbot):
    fake = FakeWindow()
    window = MainWindow(fake.store, fake.engine, fake.settings)
    sign = PastSign(window)
    state = LiveState(fake.engine, fake.store)
    qtbot.addWidget(window)
    window.resize(1000, 700)
    window.restore()
    window.show()
    qtbot.waitExposed(window)
    assert fake.engine.posted_of(SetSnapshotBudget) == [SetSnapshotBudget(256)]
    assert not sign.isVisible()
    fake.engine.snapshots_changed.emit(SnapshotsChanged(KEPT))
    fake.engine.scrubbed_to.emit(ScrubbedTo(8))
    assert sign.isVisible()
    assert sign.sentence.text() == "Batch 8, in epoch 2: not the present weights."
    for workspace in ("inspect", "draw", "inspect"):
        window.show_workspace(workspace)
        assert sign.isVisible()
    qtbot.mouseClick(sign.travel.bar.live, Qt.MouseButton.LeftButton)
    assert fake.engine.posted_of(ScrubTo)[-1] == ScrubTo(None)
    fake.engine.scrubbed_to.emit(ScrubbedTo(None))
    window.show_workspace("draw")
    assert not sign.isVisible()
    fake.engine.continued_from.emit(ContinuedFrom(8, 12))
    assert "batch 8" in window.notice.text
    assert "batch 13" in window.notice.text
    fake.settings.set("training/snapshot_budget_mb", 64)
    assert fake.engine.posted_of(SetSnapshotBudget)[-1] == SetSnapshotBudget(64)
    assert state is not None
    window.close()


class Film:
    """A label filmed through the snapshots, with an engine that answers at once."""

    def __init__(self, qtbot, path) -> None:
        self.window = FakeWindow()
        self.state = LiveState(self.window.engine, self.window.store)
        self.window.engine.post = self.answer
        self.asked = []
        self.label = QLabel("0")
        self.label.resize(80, 40)
        qtbot.addWidget(self.label)
        self.label.show()
        self.window.store.changed.connect(self.write)
        self.window.store.update(model=digit_model(), image=np.zeros((28, 28, 1), np.float32), snapshots=KEPT)
        self.export = AnimationExport(self.window.context, self.label, 5)
        self.path = path

    def write(self, new, old):
        self.label.setText(str(new.snapshot))

    def answer(self, command):
        self.asked.append(command.step)
        self.window.engine.scrubbed_to.emit(ScrubbedTo(command.step))
        self.window.engine.probe_ready.emit(probe_of(np.eye(10)[0], step=command.step or 0))


def test_a_film_has_a_frame_for_each_snapshot(qtbot, tmp_path):
    film = Film(qtbot, tmp_path / "film.gif")
    film.export.film(film.label, film.path)
    qtbot.waitUntil(lambda: not film.export.running, timeout=20000)
    assert film.asked == [*KEPT.steps, None]
    with Image.open(film.path) as read:
        assert read.n_frames == len(KEPT.steps)
        assert read.size == (80, 40)
    assert "7 moments" in film.window.reports[-1]


def dialog_buttons(window):
    """Return the buttons of the dialogs of a window."""
    return [button for dialog in window.findChildren(QProgressDialog) for button in dialog.findChildren(QPushButton)]


def test_a_cancelled_film_leaves_no_file(qtbot, tmp_path):
    film = Film(qtbot, tmp_path / "film.gif")
    film.export.film(film.label, film.path)
    qtbot.waitUntil(lambda: len(film.asked) == 3, timeout=20000)
    cancel = next(each for each in dialog_buttons(film.label) if each.isVisible())
    qtbot.mouseClick(cancel, Qt.MouseButton.LeftButton)
    assert not film.export.running
    assert list(tmp_path.iterdir()) == []
    assert film.asked[-1] is None


def test_frames_are_chosen_evenly_and_pixels_are_rgb(qtbot):
    assert spread(tuple(range(9)), 5) == (0, 2, 4, 6, 8)
    assert spread((1, 2), 5) == (1, 2)
    label = QLabel()
    qtbot.addWidget(label)
    label.resize(7, 5)
    label.setStyleSheet("background: #ff8000")
    assert pixels_of(label.grab().toImage()).shape == (5, 7, 3)
    assert pixels_of(label.grab().toImage())[2, 3].tolist() == [255, 128, 0]


def test_the_choice_names_what_can_be_filmed(qtbot):
    one, other = QLabel(), QLabel()
    for widget in (one, other):
        qtbot.addWidget(widget)
    choice = FilmChoice((("Layers", one), ("The whole window", other)))
    qtbot.addWidget(choice)
    choice.show()
    qtbot.keyClick(choice.box, Qt.Key.Key_Down)
    assert choice.target is other
    qtbot.mouseClick(choice.go_on, Qt.MouseButton.LeftButton)
    assert choice.result() == 1

"""The engine: owns the live model, answers questions about it and trains it, all in one thread."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

import numpy as np

from nnviz import paths
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.own_data.reference import title_of
from nnviz.engine import commands, events
from nnviz.engine.asides import answer_aside
from nnviz.engine.command_queue import Aside, CommandQueue
from nnviz.engine.digit_scores import DIGIT_NAMES, DigitScores
from nnviz.engine.gradients import GradientWatch
from nnviz.engine.live_data import load_parts
from nnviz.engine.live_inspection import LiveInspection, LiveModel
from nnviz.engine.live_references import LiveReferences, ReferenceCommand
from nnviz.engine.live_training import Control, LiveTraining, new_training
from nnviz.engine.live_work import LiveWork, Work
from nnviz.engine.prober import Prober
from nnviz.engine.resuming import asked_run
from nnviz.engine.time_machine import TimeMachine
from nnviz.engine.unexpected import unexpected

Emit = Callable[[events.Event], None]

# While a model trains, the drawing's answer follows at most this often: a probe costs a batch's time.
PROBE_INTERVAL_S = 0.05

_log = logging.getLogger(__name__)


class LiveEngine:
    """Runs in a thread of its own: `post` is safe from any thread, `run` returns after `Quit`."""

    def __init__(self, shipped: Path | None = None) -> None:
        self._queue = CommandQueue()
        self._shipped = shipped or paths.shipped_model()
        self._emit: Emit = lambda _: None
        self._prober: Prober | None = None
        self._model: Any = None
        self._training: LiveTraining | None = None
        self._watch = GradientWatch()
        self._work = LiveWork(self._load_dataset)
        self._inspection = LiveInspection(self._work.jobs, self._load_dataset, lambda: self._last_probe_at)
        self._past = TimeMachine(self._work.jobs, self._load_dataset, self._inspection)
        self._references = LiveReferences(self._work.jobs, self._read_file)
        self._last_ask: commands.Ask | None = None
        self._last_probe_at = 0.0
        self._wanted: frozenset[str] | None = frozenset()
        self._opened = 0
        self._quit = False
        self._random = np.random.default_rng()
        self._told: events.ActivityChanged | None = None
        self._digits = DigitScores()

    def post(self, command: commands.Command) -> None:
        """Put a command on the queue."""
        self._queue.put(command)

    def run(self, emit: Emit) -> None:
        """Serve commands until `Quit`; everything that happens is told through `emit`."""
        self._emit = emit
        emit(events.ActivityChanged(events.Activity.STARTING))
        self._guard(self._open_shipped)
        while not self._quit:
            self._tell_activity()
            for command in self._queue.take(wait=not self._busy):
                self._guard(partial(self._carry_out, command), type(command).__name__)
            self._guard(self._answer)
            for question in self._queue.take_asides():
                self._guard(partial(self._answer_aside, question), type(question).__name__)
            self._work.advance(self._guard)
            if self._trains:
                self._guard(self._train_on)
        self._end_training()
        emit(events.ActivityChanged(events.Activity.STOPPED))

    @property
    def _busy(self) -> bool:
        return bool(self._work) or self._trains

    @property
    def _trains(self) -> bool:
        return self._training is not None and self._training.running

    def _guard(self, job: Callable[[], None], during: str = "") -> None:
        """Run a job; whatever goes wrong becomes a sentence, and the engine goes on."""
        try:
            job()
        except UserError as error:
            self._emit(events.Failed(error, during))
        except Exception as error:  # noqa: BLE001  whatever it is, the engine must outlive it
            _log.exception("the engine could not finish a job")
            self._emit(events.Failed(unexpected(error), during))

    def _carry_out(self, command: commands.Command) -> None:
        match command:
            case commands.Want(keys):
                self._wanted = keys
                self._repeat_probe()
            case commands.OpenModel(path, trust):
                self._open_model(Path(path), trust)
            case commands.SaveModel(path):
                self._save_model(Path(path))
            case commands.Train() | commands.ResumeRun():
                self._start_training(command)
            case commands.PickSample():
                self._pick_sample(command)
            case _ if isinstance(command, Work):
                self._past.note(command)
                self._work.begin(command, self._shown, self._digits, self._emit)
            case commands.WatchGradients(on):
                self._watch.on = on
            case commands.Quit():
                self._quit = True
            case _ if isinstance(command, Control):
                self._control(command)
            case _:
                self._inspect(command)

    # --- the live model ---

    def _open_shipped(self) -> None:
        from nnviz.engine.model_file import load_own_model

        self._make_live(load_own_model(self._shipped), DIGIT_NAMES, str(self._shipped))
        self._digits.load()

    def _open_model(self, path: Path, trust: bool) -> None:
        if self._training is not None:
            raise UserError(
                QT_TRANSLATE_NOOP("Errors", "{file} was not opened: a model is training. Stop the training first."),
                file=path.name,
            )
        self._make_live(self._read_file(path, trust), (), str(path))

    def _read_file(self, path: Path, trust: bool) -> Any:
        from nnviz.engine.opening import open_model

        self._tell(events.ActivityChanged(events.Activity.LOADING, path.name))
        return open_model(path, trust, lambda: self._queue.holds(commands.Stop, commands.Quit), self._emit)

    def _make_live(self, model: Any, class_names: tuple[str, ...], file: str | None) -> None:
        self._opened += 1
        prober = Prober(model, f"live-{self._opened}", class_names, file)
        self._inspection.leave(self._model, self._emit)
        self._past.forget(self._emit)
        self._model, self._prober, self._last_ask = model, prober, None
        self._inspection.begin(LiveModel(model, prober, None, None), ahead=file is not None)
        self._emit(events.ModelReady(prober.summary))
        self._compare()

    def _save_model(self, path: Path) -> None:
        from nnviz.engine.model_file import save_model

        if self._model is None:
            raise UserError(QT_TRANSLATE_NOOP("Errors", "There is no model to save yet."))
        save_model(self._model, path)
        self._inspection.tell_saved(path, self._emit)

    @property
    def _shown(self) -> LiveModel | None:
        """What answers: the live model, or a snapshot of its past."""
        return self._past.shown(self._live)

    @property
    def _live(self) -> LiveModel | None:
        image = None if self._last_ask is None else self._last_ask.image
        step = None if self._training is None else self._training.step
        return None if self._prober is None else LiveModel(self._model, self._prober, image, step)

    def _inspect(self, command: commands.Command) -> None:
        live = self._live
        if isinstance(command, ReferenceCommand):
            if self._references.carry_out(command, self._shown, self._emit):
                self._repeat_probe()
        elif live is not None and self._past.carry_out(command, live, self._emit):
            self._repeat_probe()
            self._compare()

    def _compare(self) -> None:
        shown = self._shown
        if shown is not None:
            self._references.compare(shown, self._emit, self._trains)

    # --- questions about a picture ---

    def _answer(self) -> None:
        ask = self._queue.take_ask()
        if ask is not None and self._prober is not None:
            self._last_ask = ask
            self._send_probe()

    def _repeat_probe(self) -> None:
        if self._last_ask is not None:
            self._send_probe()

    def _send_probe(self) -> None:
        ask, shown = self._last_ask, self._shown
        assert ask is not None
        assert shown is not None
        probe = shown.prober.probe(ask.image, ask.generation, shown.step or 0, self._wanted)
        probe = replace(probe, digit_score=self._digits.score(ask, shown.prober))
        self._last_probe_at = monotonic()
        self._emit(events.ProbeReady(probe))
        self._references.answer(ask.image, ask.generation, self._emit)

    def _answer_aside(self, question: Aside) -> None:
        answer = answer_aside(question, self._shown, self._digits, self._load_dataset)
        if answer is not None:
            self._emit(answer)

    # --- data ---

    def _pick_sample(self, command: commands.PickSample) -> None:
        from nnviz.engine.datasets import pick_sample

        dataset = self._load_dataset(command.dataset, command.data_folder)
        self._emit(events.SampleReady(pick_sample(dataset, command.split, command.index, self._random)))

    def _load_dataset(self, name: str, folder: str | None) -> Any:
        from nnviz.engine.datasets import load_dataset

        def progress(done: int, total: int | None) -> None:
            fraction = round(done / total, 2) if total else None
            self._tell(events.ActivityChanged(events.Activity.LOADING, title_of(name), fraction))
            self._answer()

        self._tell(events.ActivityChanged(events.Activity.LOADING, title_of(name)))
        return load_dataset(
            name,
            paths.data_folder(folder),
            progress=progress,
            cancelled=lambda: self._queue.holds(commands.Stop, commands.Quit),
        )

    # --- training ---

    def _start_training(self, command: commands.Train | commands.ResumeRun) -> None:
        if self._training is not None:
            raise UserError(
                QT_TRANSLATE_NOOP("Errors", "A model is training already. Stop it before you start another training.")
            )
        asked = asked_run(command)
        dataset = load_parts(asked[0], partial(self._load_dataset, folder=command.data_folder), self._emit)
        training = new_training(asked, command.folder, dataset, self._emit, self._watch)
        self._make_live(training.model, training.class_names, None)
        self._training = training
        training.begin(self._prober)
        if self._live is not None:
            self._past.begin(training, self._live, self._emit)
        if command.start_paused:
            training.pause()

    def _control(self, command: Control) -> None:
        if self._training is not None:
            self._training.control(command)
            self._past.follow(self._training, self._emit)
            if self._training.ended:
                self._training = None

    def _train_on(self) -> None:
        assert self._training is not None
        try:
            trained = self._training.advance()
        except Exception:
            self._repeat_probe()
            self._training = None
            raise
        self._past.follow(self._training, self._emit)
        due = monotonic() - self._last_probe_at >= PROBE_INTERVAL_S
        if trained and self._past.step is None and (due or not self._training.running):
            self._repeat_probe()
            self._compare()
        if self._training.ended:
            self._training = None
            self._compare()

    def _end_training(self) -> None:
        if self._training is not None:
            self._training.stop()
            self._training = None

    def _tell_activity(self) -> None:
        if self._training is not None:
            progress = self._training.progress
            percent = round(progress.fraction, 2)
            self._tell(events.ActivityChanged(events.Activity.TRAINING, progress.phase, percent))
        else:
            self._tell(events.ActivityChanged(events.Activity.READY))

    def _tell(self, activity: events.ActivityChanged) -> None:
        """Say what the engine is busy with, unless that was said last."""
        if activity != self._told:
            self._told = activity
            self._emit(activity)

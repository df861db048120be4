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
from nnviz.engine.asides import answer_many, find_nearest
from nnviz.engine.command_queue import CommandQueue
from nnviz.engine.live_data import load_parts
from nnviz.engine.live_inspection import LiveInspection, LiveModel
from nnviz.engine.live_training import LiveTraining
from nnviz.engine.live_work import LiveWork
from nnviz.engine.prober import Prober
from nnviz.engine.rejector import PICTURE_SHAPE, Rejector

Emit = Callable[[events.Event], None]

# While a model trains, the drawing's answer follows at most this often: a probe costs a batch's time.
PROBE_INTERVAL_S = 0.05
DIGIT_NAMES = tuple("0123456789")

_log = logging.getLogger(__name__)


class LiveEngine:
    """Runs in a thread of its own: `post` is safe from any thread, `run` returns after `Quit`."""

    def __init__(self, shipped: Path | None = None) -> None:
        self._queue = CommandQueue()
        self._shipped = shipped or paths.shipped_model()
        self._emit: Emit = _ignore
        self._prober: Prober | None = None
        self._model: Any = None
        self._training: LiveTraining | None = None
        self._work = LiveWork(self._load_dataset)
        self._inspection = LiveInspection(self._work.jobs, self._load_dataset)
        self._last_ask: commands.Ask | None = None
        self._last_probe_at = 0.0
        self._wanted: frozenset[str] | None = frozenset()
        self._opened = 0
        self._quit = False
        self._random = np.random.default_rng()
        self._told: events.ActivityChanged | None = None
        self._rejector: Rejector | None = None
        self._scored: commands.Ask | None = None
        self._score = 0.0

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
            if self._training is not None and self._training.running:
                self._guard(self._train_on)
        self._end_training()
        emit(events.ActivityChanged(events.Activity.STOPPED))

    @property
    def _busy(self) -> bool:
        return bool(self._work) or (self._training is not None and self._training.running)

    def _guard(self, job: Callable[[], None], during: str = "") -> None:
        """Run a job; whatever goes wrong becomes a sentence, and the engine goes on."""
        try:
            job()
        except UserError as error:
            self._emit(events.Failed(error, during))
        except Exception as error:  # noqa: BLE001  whatever it is, the engine must outlive it
            _log.exception("the engine could not finish a job")
            sentence = QT_TRANSLATE_NOOP(
                "Errors", "Something unexpected went wrong ({kind}: {text}). The model and your drawing are kept."
            )
            self._emit(events.Failed(UserError(sentence, kind=type(error).__name__, text=_first_line(error)), during))

    def _carry_out(self, command: commands.Command) -> None:
        match command:
            case commands.Want(keys):
                self._wanted = keys
                self._repeat_probe()
            case commands.OpenModel(path, trust):
                self._open_model(Path(path), trust)
            case commands.SaveModel(path):
                self._save_model(Path(path))
            case commands.Train():
                self._start_training(command)
            case commands.PickSample():
                self._pick_sample(command)
            case commands.DescribeData():
                self._work.describe(command, self._emit)
            case commands.ListSamples() | commands.FindMisread() | commands.ReadPictures() | commands.StopJob():
                rejector = self._rejector if self._reads_prepared_digits(PICTURE_SHAPE) else None
                self._work.begin(command, self._model, self._prober, rejector, self._emit)
            case commands.Quit():
                self._quit = True
            case commands.Pause() | commands.Resume() | commands.Step() | commands.Stop():
                self._control(command)
            case _:
                self._inspect(command)

    # --- the live model ---

    def _open_shipped(self) -> None:
        from nnviz.engine.model_file import load_own_model

        self._make_live(load_own_model(self._shipped), DIGIT_NAMES, str(self._shipped))
        self._rejector = Rejector()

    def _open_model(self, path: Path, trust: bool) -> None:
        from nnviz.engine.opening import open_model

        if self._training is not None:
            raise UserError(
                QT_TRANSLATE_NOOP("Errors", "{file} was not opened: a model is training. Stop the training first."),
                file=path.name,
            )
        self._tell(events.ActivityChanged(events.Activity.LOADING, path.name))
        model = open_model(path, trust, lambda: self._queue.holds(commands.Stop, commands.Quit), self._emit)
        self._make_live(model, (), str(path))

    def _make_live(self, model: Any, class_names: tuple[str, ...], file: str | None) -> None:
        self._opened += 1
        prober = Prober(model, f"live-{self._opened}", class_names, file)
        self._model, self._prober, self._last_ask = model, prober, None
        self._inspection.forget()
        self._emit(events.ModelReady(prober.summary))

    def _save_model(self, path: Path) -> None:
        from nnviz.engine.model_file import save_model

        if self._model is None:
            raise UserError(QT_TRANSLATE_NOOP("Errors", "There is no model to save yet."))
        save_model(self._model, path)
        self._emit(events.ModelSaved(str(path)))

    def _inspect(self, command: commands.Command) -> None:
        if self._prober is not None:
            image = None if self._last_ask is None else self._last_ask.image
            step = None if self._training is None else self._training.step
            if self._inspection.carry_out(command, LiveModel(self._model, self._prober, image, step), self._emit):
                self._repeat_probe()

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
        assert self._prober is not None
        assert self._last_ask is not None
        step = self._training.step if self._training is not None else 0
        ask = self._last_ask
        probe = self._prober.probe(ask.image, ask.generation, step, self._wanted)
        probe = replace(probe, digit_score=self._digit_score(ask))
        self._last_probe_at = monotonic()
        self._emit(events.ProbeReady(probe))

    def _digit_score(self, ask: commands.Ask) -> float | None:
        """Score the drawing once, however often the live model answers it."""
        if self._rejector is None or not self._reads_prepared_digits(ask.image.shape):
            return None
        if self._scored is not ask:
            self._scored, self._score = ask, self._rejector.score(ask.image)
        return self._score

    def _answer_aside(self, question: commands.AskMany | commands.FindNearest) -> None:
        if isinstance(question, commands.FindNearest):
            dataset = self._load_dataset(question.dataset, question.data_folder)
            self._emit(find_nearest(dataset, question))
        elif self._prober is not None:
            rejector = self._rejector if self._reads_prepared_digits(question.images.shape[1:]) else None
            self._emit(answer_many(question, self._prober, rejector))

    def _reads_prepared_digits(self, shape: tuple[int, ...]) -> bool:
        return self._prober is not None and self._prober.summary.class_names == DIGIT_NAMES and shape == PICTURE_SHAPE

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

    def _start_training(self, command: commands.Train) -> None:
        if self._training is not None:
            raise UserError(
                QT_TRANSLATE_NOOP("Errors", "A model is training already. Stop it before you start another training.")
            )
        from nnviz.engine.architectures import build_experiment

        experiment = command.experiment
        dataset = load_parts(experiment, partial(self._load_dataset, folder=command.data_folder), self._emit)
        model = build_experiment(experiment, dataset.picture_shape, len(dataset.class_names))
        training = LiveTraining(model, dataset, experiment, command.folder, self._emit)
        self._make_live(model, dataset.class_names, None)
        self._training = training
        training.begin()
        if command.start_paused:
            training.pause()

    def _control(self, command: commands.Command) -> None:
        if self._training is None:
            return
        match command:
            case commands.Pause():
                self._training.pause()
            case commands.Resume():
                self._training.resume()
            case commands.Step():
                self._training.step_once()
            case commands.Stop():
                self._end_training()

    def _train_on(self) -> None:
        assert self._training is not None
        try:
            trained = self._training.advance()
        except Exception:
            self._repeat_probe()
            self._training = None
            raise
        due = monotonic() - self._last_probe_at >= PROBE_INTERVAL_S
        if trained and (due or not self._training.running):
            self._repeat_probe()
        if self._training.ended:
            self._training = None

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


def _ignore(event: events.Event) -> None:
    del event


def _first_line(error: BaseException) -> str:
    lines = str(error).strip().splitlines()
    return lines[0][:200] if lines else ""

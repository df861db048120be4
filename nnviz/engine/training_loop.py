"""The training loop: ours, so that it can be paused, stepped and asked between two batches; the step is Keras'."""

from __future__ import annotations

import inspect
import math
from collections.abc import Generator, Iterator, Sequence
from time import perf_counter
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.classification import Evaluation
from nnviz.core.dataset import Dataset
from nnviz.core.epoch_order import EpochOrder
from nnviz.core.experiment import Experiment
from nnviz.core.gradients import LayerGradient
from nnviz.core.messages import UserError
from nnviz.core.pace import Pace
from nnviz.core.schedule import Rates
from nnviz.core.stopping import EarlyStopping
from nnviz.core.training import BatchRecord, EpochRecord, Phase, Progress
from nnviz.engine.augmentation import augment_batch, batch_generator
from nnviz.engine.careful_watch import CarefulWatch
from nnviz.engine.checkpoint import Checkpoint, Place
from nnviz.engine.evaluation import Evaluator, check_fit
from nnviz.engine.gradients import GradientMeter
from nnviz.engine.step_tap import StepTap
from nnviz.engine.training_problems import check_same_data, diverged, out_of_memory
from nnviz.engine.training_setup import callback_list, compile_model
from nnviz.engine.training_step import StepFigures, TrainingStep

Record = BatchRecord | EpochRecord | None


class Training:
    """One training of one model, advanced by whoever iterates over `advance`.

    Compiles the model. The order of the pictures depends on the experiment's seed and the epoch only; `batch_size`
    may be changed between two batches. `bad_batch` holds the numbers of the pictures, (B,), whose loss was no number.
    Not thread-safe: everything is called from the thread that owns the model.
    """

    def __init__(
        self, model: Any, dataset: Dataset, experiment: Experiment, run_id: str = "", callbacks: Sequence[Any] = ()
    ) -> None:
        check_fit(model, dataset.picture_shape, len(dataset.class_names))
        self.run_id = run_id
        self.phase = Phase.PREPARING
        self.step = 0
        self.epoch = 0
        self.meter: GradientMeter | None = None  # measures the next whole batch when there is one
        self.gradients: tuple[LayerGradient, ...] = ()  # of the batch trained last, when it was measured
        self.tap: StepTap | None = None  # hears all that the next batch computes when there is one
        self.batch_size = experiment.batch_size
        self.batch: Array = np.zeros(0, np.int32)  # the numbers of the pictures trained last, below their varied copies
        self.pictures: Array | None = None
        self.watch = CarefulWatch(model)
        self.bad_batch: Array | None = None
        self.evaluation: Evaluation | None = None  # of the latest epoch that was validated
        self._model, self._dataset, self._experiment = model, dataset, experiment
        self._rates, self._stopping_early = Rates(experiment), EarlyStopping(experiment.patience)
        self._order = EpochOrder(experiment.seed, 1, 0)
        self._restored: Place | None = None
        self._validated, self._batch, self._epoch_began_s = True, 0, 0.0
        self._totals = np.zeros(2)
        compile_model(model, experiment)
        self._callbacks = callback_list(model, callbacks, experiment.epochs, self.steps_per_epoch)
        self._has_callbacks = bool(callbacks)
        self._pace = Pace(perf_counter())
        self._validation_s: float | None = None
        self._traced: set[tuple[int, bool]] = set()
        self._good_weights: list[Array] = []
        self._best_weights: list[Array] = []
        self._records: Generator[Record, None, None] = self._run()
        self._stopping = self._ended_early = False

    @property
    def steps_per_epoch(self) -> int:
        """How many batches of the present size the training pictures make."""
        return -(-len(self._dataset.x_train) // self.batch_size)

    @property
    def steps(self) -> int:
        """How many batches the training takes in all if their size stays as it is."""
        return self.step + self.batches_left + (self._experiment.epochs - self.epoch) * self.steps_per_epoch

    @property
    def batches_left(self) -> int:
        """How many batches of the present size this epoch still takes."""
        return -(-self._order.left // self.batch_size)

    @property
    def learning_rate(self) -> float:
        """The optimizer's step size; set by hand it holds from the next batch on, and a schedule goes on from it."""
        return float(str(np.float32(self._model.optimizer.learning_rate)))

    @learning_rate.setter
    def learning_rate(self, value: float) -> None:
        self._rates.set_by_hand(value, self.step, self.steps, self.steps_per_epoch)
        self._model.optimizer.learning_rate.assign(value)
        self.watch.look_closely()

    @property
    def best_epoch(self) -> int:
        """The epoch of the lowest validation loss so far, counted from 1; 0 before the first has ended."""
        return self._stopping_early.best_epoch

    @property
    def stopped_early(self) -> bool:
        """Whether the training ended because the validation loss no longer fell."""
        return self.phase is Phase.FINISHED and self._ended_early

    @property
    def images_per_second(self) -> float:
        """The rate over the latest batches, pauses and validation left out."""
        return self._pace.images_per_second

    @property
    def mean_images_per_second(self) -> float:
        """The rate over all batches so far, pauses, validation and tracing left out."""
        return self._pace.mean_images_per_second

    def progress(self) -> Progress:
        """Return how far the training is."""
        return Progress(
            self.run_id,
            self.phase,
            self.step,
            self.steps,
            self.epoch,
            self._experiment.epochs,
            self.images_per_second,
            self._seconds_left(),
        )

    def state(self) -> Checkpoint:
        """Return all that the rest of the training follows from; taken between two records."""
        place = Place(
            self.step,
            self.epoch,
            self._order.position,
            self._batch,
            self.batch_size,
            len(self._dataset.x_train),
            loss=float(self._totals[0]),
            accuracy=float(self._totals[1]),
            seconds=self._pace.active_s(perf_counter()) - self._epoch_began_s,
            validated=self._validated,
            ended_early=self._ended_early,
            rates=self._rates.memory,
            stopping=self._stopping_early.memory,
        )
        return Checkpoint.of(self._model, place, self._best_weights, () if self._validated else self._good_weights)

    def restore(self, checkpoint: Checkpoint) -> None:
        """Go on from the `state` of a training of the same experiment; called before `advance`.

        Raises
        ------
        UserError
            When it belongs to another network or other data.
        """
        place = checkpoint.place
        check_same_data(place.pictures, len(self._dataset.x_train))
        checkpoint.put_into(self._model)
        self._restored = place
        self.step, self.epoch, self.batch_size = place.step, place.epoch, place.batch_size
        self._validated, self._ended_early = place.validated, place.ended_early
        self._best_weights, self._good_weights = list(checkpoint.best), list(checkpoint.good)
        self._rates.remember(place.rates)
        self._stopping_early.remember(place.stopping)
        self._go_to(place)

    def stop(self) -> None:
        """End the training where it stands; `advance` yields nothing more. What was learnt stays in the model."""
        self._stopping = True
        if inspect.getgeneratorstate(self._records) != inspect.GEN_RUNNING:
            self._records.close()
            if not self.phase.ended:
                self.phase = Phase.STOPPED

    def advance(self) -> Iterator[Record]:
        """Train: yield a record after each batch and each epoch, and None between chunks of other work.

        Raises
        ------
        UserError
            When the loss is no longer a number or memory runs out; the phase is then `FAILED`.
        """
        for record in self._records:
            self._pace.suspend(perf_counter())
            yield record
            self._pace.resume(perf_counter())

    # --- the loop ---

    def _run(self) -> Generator[Record, None, None]:
        yield None
        step = TrainingStep(self._model, self._dataset, self._experiment.one_hot)
        yield None
        evaluator = Evaluator(self._model, self._dataset.x_test, self._dataset.y_test, loss=self._experiment.loss)
        try:
            yield from self._run_epochs(step, evaluator)
            self.phase = Phase.STOPPED if self._stopping else Phase.FINISHED
            self._callbacks.on_train_end()
        except GeneratorExit:
            self.phase = Phase.STOPPED
            self._callbacks.on_train_end()
            raise
        except KeyboardInterrupt:
            self.phase = Phase.STOPPED
            raise
        except BaseException:
            self.phase = Phase.FAILED
            raise

    def _run_epochs(self, step: TrainingStep, evaluator: Evaluator) -> Generator[Record, None, None]:
        self._model.stop_training = False
        self._callbacks.on_train_begin()
        for epoch in range(self._epochs_done() + 1, self._experiment.epochs + 1):
            if self._ended_early:  # before it was restored
                break
            yield from self._run_epoch(epoch, step, evaluator)
            if self._stopping or self._model.stop_training or self._ended_early:
                break
        if self._experiment.patience and self._best_weights and not self._stopping:
            self._model.set_weights(self._best_weights)

    def _epochs_done(self) -> int:
        if self._restored is not None:
            return self._restored.finished_epochs
        # Keras' BackupAndRestore says here how many epochs were done before.
        done = getattr(self._model, "_initial_epoch", None) or 0
        self.step = done * self.steps_per_epoch
        return done

    def _run_epoch(self, epoch: int, step: TrainingStep, evaluator: Evaluator) -> Generator[Record, None, None]:
        self.epoch, self.phase = epoch, Phase.TRAINING
        self._begin_epoch()
        self._callbacks.on_epoch_begin(epoch - 1)
        yield from self._train_batches(epoch, step)
        if self._stopping:
            return
        loss, accuracy = (float(total) for total in self._totals)
        validation = yield from self._validate(evaluator)
        figures = {"loss": loss, "accuracy": accuracy, "val_loss": validation[0], "val_accuracy": validation[1]}
        self._watch(epoch, validation[0])
        self._callbacks.on_epoch_end(epoch - 1, figures)
        self._validated = True
        seconds = self._pace.active_s(perf_counter()) - self._epoch_began_s
        yield EpochRecord(epoch, self.step, seconds=seconds, **figures)

    def _begin_epoch(self) -> None:
        """Start at the first picture, or where a restored training had got to in this epoch."""
        place = self._restored if self._restored is not None and not self._restored.validated else Place()
        self._restored, self._validated = None, False
        self._go_to(place)
        if not place.position:
            self._keep_weights()

    def _go_to(self, place: Place) -> None:
        """Take up the order of the pictures and the means of the present epoch where they are at this place."""
        self._order = EpochOrder(self._experiment.seed, self.epoch, len(self._dataset.x_train), place.position)
        self._totals[:] = place.loss, place.accuracy
        self._batch = place.batch
        self._epoch_began_s = self._pace.active_s(perf_counter()) - place.seconds

    def _train_batches(self, epoch: int, step: TrainingStep) -> Generator[Record, None, None]:
        """Yield a record a batch; keep the means of loss and accuracy in `_totals`, weighted by batch size."""
        self._pace.skip(perf_counter())
        while self._order.left:
            rate = self._rates.at(self.step, self.steps, self.steps_per_epoch)
            seen = self._order.position
            index = self._order.take(self.batch_size)
            figures = self._train_batch(step, epoch, self._batch, index, rate)
            self._count(len(index))
            self._batch += 1
            self._totals[:] = (self._totals * seen + np.array(figures[:2]) * len(index)) / (seen + len(index))
            yield BatchRecord(self.step, epoch, *figures[:3])
            if self._stopping or self._model.stop_training:
                return

    def _train_batch(self, step: TrainingStep, epoch: int, batch: int, index: Array, rate: float) -> StepFigures:
        experiment, pictures = self._experiment, None
        if experiment.augment != "none":
            chance = batch_generator(experiment.seed, epoch, batch)
            pictures = augment_batch(self._dataset.x_train[index], experiment.augment, chance)
        if not self._rates.constant:
            self._model.optimizer.learning_rate.assign(rate)
        if self._has_callbacks:
            self._callbacks.on_train_batch_begin(batch)
        self.batch, self.pictures = index, pictures
        self.watch.before_batch()
        figures = self._guarded_step(step, index, pictures)
        self.gradients = figures.gradients
        self.watch.after_batch(figures.loss)
        if not math.isfinite(figures.loss):
            self.bad_batch = index
            self.watch.examine(self._dataset.x_train[index] if pictures is None else pictures)
            raise self._diverged(figures.loss, figures.learning_rate)
        if self._has_callbacks:
            self._callbacks.on_train_batch_end(batch, {"loss": figures.loss, "accuracy": figures.accuracy})
        return figures

    def _guarded_step(self, step: TrainingStep, index: Array, pictures: Array | None) -> StepFigures:
        import tensorflow as tf

        try:
            whole = len(index) == min(self.batch_size, len(self._dataset.x_train))
            meter = self.tap or (self.meter if whole else None)
            return step.run(index, pictures, meter) if meter else step.run(index, pictures)
        except tf.errors.ResourceExhaustedError as error:
            raise out_of_memory(self.batch_size, self.step) from error

    def _validate(self, evaluator: Evaluator) -> Generator[None, None, tuple[float, float]]:
        """Yield between chunks; return loss and accuracy on the test pictures."""
        began = self._pace.active_s(perf_counter())
        self.phase = Phase.VALIDATING
        self._callbacks.on_test_begin()
        result = yield from evaluator.steps()
        self.evaluation = evaluator.evaluation(self._dataset.class_names) if evaluator.count else None
        self._callbacks.on_test_end({"loss": result["loss"], "accuracy": result["accuracy"]})
        if not math.isfinite(result["loss"]) and len(self._dataset.x_test):
            raise self._diverged(result["loss"], self.learning_rate)
        self._validation_s = self._pace.active_s(perf_counter()) - began
        return result["loss"], result["accuracy"]

    def _watch(self, epoch: int, validation_loss: float) -> None:
        """Let schedule and early stopping follow an epoch."""
        self._rates.end_epoch(validation_loss)
        self._ended_early = self._stopping_early.ends(epoch, validation_loss)
        if self._experiment.patience and self._stopping_early.best_epoch == epoch:
            self._best_weights = self._model.get_weights()

    # --- bookkeeping ---

    def _count(self, images: int) -> None:
        self.step += 1
        kind = (images, bool(self.gradients))
        if kind in self._traced:
            self._pace.add_batch(images, perf_counter())
        else:
            self._traced.add(kind)
            self._pace.skip(perf_counter())

    def _seconds_left(self) -> float | None:
        rate = self.images_per_second
        if not rate or self.phase.ended:
            return 0.0 if self.phase.ended else None
        images = (self.steps - self.step) / self.steps_per_epoch * len(self._dataset.x_train)
        validations = self._experiment.epochs - self.epoch + 1
        return images / rate + validations * (self._validation_s or 0.0)

    def _keep_weights(self) -> None:
        """Remember the weights at the start of an epoch, to go back to if the loss leaves the numbers."""
        weights = self._model.get_weights()
        if all(np.isfinite(weight).all() for weight in weights if weight.dtype.kind == "f"):
            self._good_weights = weights

    def _diverged(self, loss: float, learning_rate: float) -> UserError:
        if self._good_weights:
            self._model.set_weights(self._good_weights)
        batch = self.step + 1 if self.phase is Phase.TRAINING else self.step
        return diverged(loss, batch, self.epoch, learning_rate)

"""The training loop: ours, so that it can be paused, stepped and asked between two batches; the step is Keras'."""

from __future__ import annotations

import inspect
import math
from collections.abc import Generator, Iterator, Sequence
from time import perf_counter
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.dataset import Dataset
from nnviz.core.experiment import Experiment
from nnviz.core.gradients import LayerGradient
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.pace import Pace
from nnviz.core.schedule import learning_rate_at
from nnviz.core.training import BatchRecord, EpochRecord, Phase, Progress
from nnviz.engine.augmentation import augment_batch, batch_generator
from nnviz.engine.evaluation import Evaluator, check_fit
from nnviz.engine.gradients import GradientMeter
from nnviz.engine.training_step import StepFigures, TrainingStep

Record = BatchRecord | EpochRecord | None


class Training:
    """One training of one model, advanced by whoever iterates over `advance`.

    Compiles the model. Batches depend on the experiment's seed and the epoch only. Not thread-safe: everything is
    called from the thread that owns the model.
    """

    def __init__(
        self, model: Any, dataset: Dataset, experiment: Experiment, run_id: str = "", callbacks: Sequence[Any] = ()
    ) -> None:
        check_fit(model, dataset.picture_shape, len(dataset.class_names))
        self.run_id = run_id
        self.phase = Phase.PREPARING
        self.step = 0
        self.epoch = 0
        self.steps_per_epoch = -(-len(dataset.x_train) // experiment.batch_size)
        self.steps = self.steps_per_epoch * experiment.epochs
        self.meter: GradientMeter | None = None  # measures the next whole batch when there is one
        self.gradients: tuple[LayerGradient, ...] = ()  # of the batch trained last, when it was measured
        self._model, self._dataset, self._experiment = model, dataset, experiment
        _compile(model, experiment)
        self._callbacks = _callback_list(model, callbacks, experiment.epochs, self.steps_per_epoch)
        self._has_callbacks = bool(callbacks)
        self._pace = Pace(perf_counter())
        self._validation_s: float | None = None
        self._traced: set[tuple[int, bool]] = set()
        self._good_weights: list[Array] = []
        self._records: Generator[Record, None, None] = self._run()
        self._stopping = False

    @property
    def learning_rate(self) -> float:
        """The optimizer's step size; what is set here holds from the next batch on."""
        return float(str(np.float32(self._model.optimizer.learning_rate)))

    @learning_rate.setter
    def learning_rate(self, value: float) -> None:
        self._model.optimizer.learning_rate.assign(value)

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
        step = TrainingStep(self._model, self._dataset)
        yield None
        evaluator = Evaluator(self._model, self._dataset.x_test, self._dataset.y_test)
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
        # Keras' BackupAndRestore says here how many epochs were done before.
        done = getattr(self._model, "_initial_epoch", None) or 0
        self.step = done * self.steps_per_epoch
        for epoch in range(done + 1, self._experiment.epochs + 1):
            yield from self._run_epoch(epoch, step, evaluator)
            if self._stopping or self._model.stop_training:
                return

    def _run_epoch(self, epoch: int, step: TrainingStep, evaluator: Evaluator) -> Generator[Record, None, None]:
        began = self._pace.active_s(perf_counter())
        self.epoch, self.phase = epoch, Phase.TRAINING
        self._keep_weights()
        self._callbacks.on_epoch_begin(epoch - 1)
        totals = np.zeros(2)
        yield from self._train_batches(epoch, step, totals)
        if self._stopping:
            return
        loss, accuracy = (float(total) for total in totals)
        validation = yield from self._validate(evaluator)
        figures = {"loss": loss, "accuracy": accuracy, "val_loss": validation[0], "val_accuracy": validation[1]}
        self._callbacks.on_epoch_end(epoch - 1, figures)
        yield EpochRecord(epoch, self.step, seconds=self._pace.active_s(perf_counter()) - began, **figures)

    def _train_batches(self, epoch: int, step: TrainingStep, totals: Array) -> Generator[Record, None, None]:
        """Yield a record a batch; leave the means of loss and accuracy in `totals`, weighted by batch size."""
        seen = 0
        self._pace.skip(perf_counter())
        for batch, index in enumerate(self._batches(epoch)):
            figures = self._train_batch(step, epoch, batch, index)
            self._count(len(index))
            totals[:] = (totals * seen + np.array(figures[:2]) * len(index)) / (seen + len(index))
            seen += len(index)
            yield BatchRecord(self.step, epoch, *figures[:3])
            if self._stopping or self._model.stop_training:
                return

    def _train_batch(self, step: TrainingStep, epoch: int, batch: int, index: Array) -> StepFigures:
        experiment, pictures = self._experiment, None
        if experiment.augment != "none":
            chance = batch_generator(experiment.seed, epoch, batch)
            pictures = augment_batch(self._dataset.x_train[index], experiment.augment, chance)
        if experiment.schedule != "constant":
            self.learning_rate = learning_rate_at(experiment.schedule, experiment.learning_rate, self.step, self.steps)
        if self._has_callbacks:
            self._callbacks.on_train_batch_begin(batch)
        figures = self._guarded_step(step, index, pictures)
        self.gradients = figures.gradients
        if not math.isfinite(figures.loss):
            raise self._diverged(figures.loss, figures.learning_rate)
        if self._has_callbacks:
            self._callbacks.on_train_batch_end(batch, {"loss": figures.loss, "accuracy": figures.accuracy})
        return figures

    def _guarded_step(self, step: TrainingStep, index: Array, pictures: Array | None) -> StepFigures:
        import tensorflow as tf

        try:
            whole = len(index) == min(self._experiment.batch_size, len(self._dataset.x_train))
            meter = self.meter if whole else None
            return step.run(index, pictures, meter) if meter else step.run(index, pictures)
        except tf.errors.ResourceExhaustedError as error:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Errors",
                    "There is not enough memory to train on {batch_size} pictures at once. What was learnt in "
                    "{steps} batches is kept. Choose a smaller batch size.",
                ),
                batch_size=self._experiment.batch_size,
                steps=self.step,
            ) from error

    def _validate(self, evaluator: Evaluator) -> Generator[None, None, tuple[float, float]]:
        """Yield between chunks; return loss and accuracy on the test pictures."""
        began = self._pace.active_s(perf_counter())
        self.phase = Phase.VALIDATING
        self._callbacks.on_test_begin()
        result = yield from evaluator.steps()
        self._callbacks.on_test_end({"loss": result["loss"], "accuracy": result["accuracy"]})
        if not math.isfinite(result["loss"]) and len(self._dataset.x_test):
            raise self._diverged(result["loss"], self.learning_rate)
        self._validation_s = self._pace.active_s(perf_counter()) - began
        return result["loss"], result["accuracy"]

    def _batches(self, epoch: int) -> Iterator[Array]:
        """Return the numbers of the pictures of each batch, (B,) int32, in this epoch's own order."""
        size = self._experiment.batch_size
        order = np.random.default_rng((self._experiment.seed, epoch)).permutation(len(self._dataset.x_train))
        numbers = order.astype(np.int32)
        return (numbers[start : start + size] for start in range(0, len(numbers), size))

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
        return UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "The loss became {loss} at batch {batch} (epoch {epoch}), so the training ended. The network was put "
                "back to where this epoch began. Start again with a learning rate below {learning_rate:g}, for "
                "example {lower:g}.",
            ),
            loss=loss,
            batch=self.step + 1 if self.phase is Phase.TRAINING else self.step,
            epoch=self.epoch,
            learning_rate=learning_rate,
            lower=learning_rate / 10.0,
        )


def _compile(model: Any, experiment: Experiment) -> None:
    import keras

    kinds = {"adam": keras.optimizers.Adam, "sgd": keras.optimizers.SGD}
    model.compile(
        optimizer=kinds[experiment.optimizer](experiment.learning_rate),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
        jit_compile=False,
    )


def _callback_list(model: Any, callbacks: Sequence[Any], epochs: int, steps: int) -> Any:
    import keras

    class InThisThread(keras.callbacks.Callback):
        """Keeps Keras from calling the others in threads of its own, which it does when none of these is defined."""

        def on_train_batch_end(self, batch: int, logs: object = None) -> None: ...

        def on_test_batch_end(self, batch: int, logs: object = None) -> None: ...

        def on_predict_batch_end(self, batch: int, logs: object = None) -> None: ...

    return keras.callbacks.CallbackList(
        [*callbacks, InThisThread()], add_history=True, model=model, epochs=epochs, steps=steps, verbose=0
    )

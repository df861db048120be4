"""What an experiment means to Keras: optimizer, loss, metric and callbacks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from nnviz.core.experiment import Experiment


def compile_model(model: Any, experiment: Experiment) -> None:
    """Compile a model for the training that an experiment describes."""
    import keras

    metrics = keras.metrics
    metric = metrics.CategoricalAccuracy if experiment.one_hot else metrics.SparseCategoricalAccuracy
    model.compile(
        optimizer=make_optimizer(experiment),
        loss=experiment.loss,
        metrics=[metric(name="accuracy")],
        jit_compile=False,
    )


def make_optimizer(experiment: Experiment) -> Any:
    """Return the optimizer of an experiment at its first learning rate."""
    from keras import optimizers

    rate = experiment.learning_rate
    match experiment.optimizer:
        case "sgd":
            return optimizers.SGD(rate)
        case "momentum":
            return optimizers.SGD(rate, momentum=experiment.momentum)
        case "nesterov":
            return optimizers.SGD(rate, momentum=experiment.momentum, nesterov=True)
        case "rmsprop":
            return optimizers.RMSprop(rate)
        case "adamw":
            return optimizers.AdamW(rate, weight_decay=experiment.weight_decay)
        case _:
            return optimizers.Adam(rate)


def callback_list(model: Any, callbacks: Sequence[Any], epochs: int, steps: int) -> Any:
    """Return Keras' list of callbacks, which runs them all in this thread."""
    import keras

    class InThisThread(keras.callbacks.Callback):
        """Keeps Keras from calling the others in threads of its own, which it does when none of these is defined."""

        def on_train_batch_end(self, batch: int, logs: object = None) -> None: ...

        def on_test_batch_end(self, batch: int, logs: object = None) -> None: ...

        def on_predict_batch_end(self, batch: int, logs: object = None) -> None: ...

    return keras.callbacks.CallbackList(
        [*callbacks, InThisThread()], add_history=True, model=model, epochs=epochs, steps=steps, verbose=0
    )

"""Training, evaluation and prediction of an experiment as plain Keras code."""

from __future__ import annotations

from nnviz.core.experiment import Experiment
from nnviz.engine.export.augmentation_text import VARIATIONS
from nnviz.engine.export.python_text import Section, call

_BATCHES = '''\
class Batches(keras.utils.PyDataset):
    """All pictures once an epoch, in an order that follows from the seed and the epoch only."""

    def __init__(self):
        super().__init__()
        self.start_epoch(1)

    def start_epoch(self, epoch):
        self.epoch = epoch
        self.order = np.random.default_rng((SEED, epoch)).permutation(len(x_train))

    def __len__(self):
        return -(-len(x_train) // BATCH_SIZE)

    def __getitem__(self, batch):
        chosen = self.order[batch * BATCH_SIZE : (batch + 1) * BATCH_SIZE]
        pictures = x_train[chosen]
{vary}        return pictures.astype("float32") * SCALE, t_train[chosen]


'''
_NEW_ORDER = """\
batches = Batches()
# Shuffle before every epoch; Keras counts epochs from 0.
new_order = keras.callbacks.LambdaCallback(on_epoch_begin=lambda epoch, logs: batches.start_epoch(epoch + 1))
"""
_VARY = "        pictures = vary(pictures, np.random.default_rng((SEED, self.epoch, batch)))\n"
_SCHEDULE = '''\
class Schedule(keras.callbacks.Callback):
    """{says}"""

    step = 0

    def on_train_batch_begin(self, batch, logs=None):
{rate}
        self.model.optimizer.learning_rate = rate
        self.step += 1


'''
_RATES = {
    "step": (
        "Multiplies the learning rate by {decay} every {epochs} epochs.",
        "rate = LEARNING_RATE * {decay} ** (self.step // ({epochs} * len(batches)))",
    ),
    "exponential": (
        "Multiplies the learning rate by {decay} in the course of every {epochs} epochs.",
        "rate = LEARNING_RATE * {decay} ** (self.step / ({epochs} * len(batches)))",
    ),
    "linear": (
        "Lets the learning rate fall straight to 0.",
        "rate = LEARNING_RATE * (1 - self.step / (EPOCHS * len(batches)))",
    ),
    "cosine": (
        "Lets the learning rate rise quickly, then fall to 0 along half a cosine.",
        "steps = EPOCHS * len(batches)\n"
        "rise = min(1.0, (self.step + 1) / max(1.0, steps / 100))\n"
        "rate = rise * LEARNING_RATE / 2 * (1 + math.cos(math.pi * self.step / steps))",
    ),
}
_EVALUATE = """\
loss, accuracy = model.evaluate(x_val, t_test, verbose=0)
print(f"test loss {loss:.4f}, test accuracy {accuracy:.4f}")

# Rows are the true classes, columns what the network says.
predicted = model.predict(x_val, verbose=0).argmax(axis=1)
confusion = np.zeros((CLASSES, CLASSES), int)
np.add.at(confusion, (y_test, predicted), 1)
print(confusion)"""
_PREDICT = """\
for scores, label in zip(model.predict(x_val[:5], verbose=0), y_test[:5], strict=True):
    best = scores.argmax()
    print(f"{{class_names[best]}} ({{scores[best]:.1%}}), in truth {{class_names[label]}}")

model.save("{file}")  # nnviz opens this file"""


def training_section(experiment: Experiment) -> Section:
    """Return the step that compiles and trains."""
    vary = _VARY if experiment.augment != "none" else ""
    code = VARIATIONS[experiment.augment] + _BATCHES.format(vary=vary) + _schedule(experiment)
    code += _NEW_ORDER + 'x_val = x_test.astype("float32") * SCALE\n\n'
    code += _compile(experiment) + "\n" + _fit(experiment)
    imports = ["import keras", "import numpy as np"]
    if experiment.schedule == "cosine":
        imports.append("import math")
    text = "The order of the pictures is fixed by the seed, so that every run gives the same losses."
    return Section("Train", text, code, tuple(imports))


def evaluation_section() -> Section:
    """Return the step that counts what is right and wrong."""
    text = "What the network makes of pictures that it has not learnt from."
    return Section("Evaluate", text, _EVALUATE, ("import numpy as np",))


def prediction_section(experiment: Experiment) -> Section:
    """Return the step that uses the network and keeps it."""
    code = _PREDICT.format(file=f"{experiment.dataset}-{experiment.architecture}.keras")
    return Section("Predict", "Ask the network about single pictures, and keep it.", code)


def _schedule(experiment: Experiment) -> str:
    if experiment.schedule not in _RATES:
        return ""
    says, rate = (
        text.format(decay=repr(experiment.decay), epochs=experiment.decay_epochs)
        for text in _RATES[experiment.schedule]
    )
    lines = "\n".join(f"        {line}" for line in rate.split("\n"))
    return _SCHEDULE.format(says=says, rate=lines)


def _compile(experiment: Experiment) -> str:
    metric = "CategoricalAccuracy" if experiment.one_hot else "SparseCategoricalAccuracy"
    return "\n".join(
        (
            "model.compile(",
            f"    optimizer=keras.optimizers.{_optimizer(experiment)},",
            f'    loss="{experiment.loss}",',
            f'    metrics=[keras.metrics.{metric}(name="accuracy")],',
            "    jit_compile=False,  # nnviz's own arithmetic: compiled code would round differently",
            ")",
        )
    )


def _optimizer(experiment: Experiment) -> str:
    momentum = f"momentum={experiment.momentum!r}"
    match experiment.optimizer:
        case "sgd":
            return "SGD(LEARNING_RATE)"
        case "momentum":
            return f"SGD(LEARNING_RATE, {momentum})"
        case "nesterov":
            return f"SGD(LEARNING_RATE, {momentum}, nesterov=True)"
        case "rmsprop":
            return "RMSprop(LEARNING_RATE)"
        case "adamw":
            return f"AdamW(LEARNING_RATE, weight_decay={experiment.weight_decay!r})"
        case _:
            return "Adam(LEARNING_RATE)"


def _fit(experiment: Experiment) -> str:
    callbacks = ["new_order"]
    notes = []
    if experiment.schedule in _RATES:
        callbacks.append("Schedule()")
    if experiment.schedule == "plateau" and experiment.decay < 1.0:  # Keras refuses to keep the rate as it is
        notes.append(f"# Where the validation loss has not fallen for {experiment.decay_epochs} epochs, go slower.")
        arguments = [f"factor={experiment.decay!r}", f"patience={experiment.decay_epochs}", "min_delta=0"]
        notes.append(call("plateau = keras.callbacks.ReduceLROnPlateau(", arguments, ")"))
        callbacks.append("plateau")
    if experiment.patience:
        notes.append(f"# Where it has not fallen for {experiment.patience} epochs, end and go back to the best epoch.")
        arguments = [f"patience={experiment.patience}", "restore_best_weights=True"]
        notes.append(call("stopping = keras.callbacks.EarlyStopping(", arguments, ")"))
        callbacks.append("stopping")
    arguments = ["batches", "epochs=EPOCHS", "validation_data=(x_val, t_test)", "shuffle=False"]
    fit = call("history = model.fit(", [*arguments, f"callbacks=[{', '.join(callbacks)}]", "verbose=2"], ")")
    return "\n".join((*notes, fit))

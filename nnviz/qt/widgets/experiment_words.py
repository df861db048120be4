"""The choices of an experiment in words: names of fields, of what can be chosen, and what each means."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def field_names() -> dict[str, str]:
    """Return the name of each field."""
    return {
        "dataset": translate("ExperimentForm", "Data set"),
        "subset": translate("ExperimentForm", "Pictures used"),
        "split": translate("ExperimentForm", "Held back"),
        "architecture": translate("ExperimentForm", "Network"),
        "loss": translate("ExperimentForm", "Loss"),
        "epochs": translate("ExperimentForm", "Epochs"),
        "batch_size": translate("ExperimentForm", "Batch size"),
        "learning_rate": translate("ExperimentForm", "Learning rate"),
        "optimizer": translate("ExperimentForm", "Optimizer"),
        "momentum": translate("ExperimentForm", "Momentum"),
        "weight_decay": translate("ExperimentForm", "Weight decay"),
        "schedule": translate("ExperimentForm", "Schedule"),
        "decay": translate("ExperimentForm", "Factor"),
        "decay_epochs": translate("ExperimentForm", "Every (epochs)"),
        "seed": translate("ExperimentForm", "Seed"),
        "augment": translate("ExperimentForm", "Augmentation"),
        "l1": translate("ExperimentForm", "L1"),
        "l2": translate("ExperimentForm", "L2"),
        "patience": translate("ExperimentForm", "Stop early"),
    }


def field_tips() -> dict[str, str]:
    """Return what each field means."""
    return {
        "subset": translate("ExperimentForm", "The share of the training pictures that is used; fewer train faster"),
        "split": translate(
            "ExperimentForm",
            "The share of the training pictures held back to validate on; at 0 % the test pictures serve",
        ),
        "loss": translate(
            "ExperimentForm", "What is made small: how far the answers of the network are from the right ones"
        ),
        "epochs": translate("ExperimentForm", "How often the network sees every picture"),
        "batch_size": translate(
            "ExperimentForm", "Pictures between two changes of the weights; the arrows double and halve"
        ),
        "learning_rate": translate(
            "ExperimentForm",
            "How far the weights move along the gradient: 0.001 is usual for Adam, AdamW and RMSProp, 0.01 to 0.1 for "
            "the others",
        ),
        "momentum": translate("ExperimentForm", "How much of the last step is taken along in the next one"),
        "weight_decay": translate("ExperimentForm", "How strongly each step pulls the weights towards 0"),
        "schedule": translate("ExperimentForm", "How the learning rate changes in the course of the training"),
        "decay": translate("ExperimentForm", "What the learning rate is multiplied by each time"),
        "decay_epochs": translate("ExperimentForm", "After how many epochs the learning rate is multiplied"),
        "seed": translate(
            "ExperimentForm", "The same seed gives the same first weights and the same order of pictures"
        ),
        "augment": translate(
            "ExperimentForm", "Vary the pictures at random, so that the network learns what does not matter"
        ),
        "l1": translate("ExperimentForm", "A penalty on the size of the weights; L1 makes many of them 0"),
        "l2": translate("ExperimentForm", "A penalty on the squares of the weights; L2 keeps all of them small"),
        "patience": translate(
            "ExperimentForm",
            "Stop when the validation loss has not fallen for so many epochs, and go back to the best one; 0 trains on",
        ),
    }


def section_names() -> dict[str, str]:
    """Return the name of each section of the form."""
    return {
        "data": translate("ExperimentForm", "Data"),
        "network": translate("ExperimentForm", "Network"),
        "learning": translate("ExperimentForm", "Learning"),
        "regularisation": translate("ExperimentForm", "Regularisation"),
    }


def choice_names() -> dict[str, dict[str, str]]:
    """Return, for each field with a list, the name of each key."""
    return {
        "dataset": {key: name for key, (name, _) in dataset_words().items()},
        "architecture": {key: name for key, (name, _) in architecture_words().items()},
        "loss": {key: name for key, (name, _) in loss_words().items()},
        "optimizer": {key: name for key, (name, _) in optimizer_words().items()},
        "schedule": {
            "constant": translate("ExperimentForm", "Constant"),
            "step": translate("ExperimentForm", "Step by step"),
            "exponential": translate("ExperimentForm", "Exponential"),
            "linear": translate("ExperimentForm", "Linear, down to 0"),
            "cosine": translate("ExperimentForm", "Cosine, down to 0"),
            "plateau": translate("ExperimentForm", "Lower on a plateau"),
        },
        "augment": {
            "none": translate("ExperimentForm", "None"),
            "drawn": translate("ExperimentForm", "For drawings"),
            "photo": translate("ExperimentForm", "For photos"),
        },
    }


def loss_words() -> dict[str, tuple[str, str]]:
    """Return the name of each loss and what it is for."""
    return {
        "sparse_categorical_crossentropy": (
            translate("ExperimentForm", "Cross-entropy"),
            translate("ExperimentForm", "One class a picture, told by its number (sparse); the usual choice."),
        ),
        "categorical_crossentropy": (
            translate("ExperimentForm", "Cross-entropy, one-hot"),
            translate("ExperimentForm", "The same loss; the right class is told as a 1 among 0s."),
        ),
        "binary_crossentropy": (
            translate("ExperimentForm", "Binary cross-entropy"),
            translate("ExperimentForm", "Asks for each class by itself, yes or no; the output is a sigmoid."),
        ),
        "mean_squared_error": (
            translate("ExperimentForm", "Mean squared error"),
            translate("ExperimentForm", "The squared distance to a 1 among 0s; learns more slowly."),
        ),
    }


def optimizer_words() -> dict[str, tuple[str, str]]:
    """Return the name of each optimizer and how it moves the weights."""
    return {
        "sgd": (
            translate("ExperimentForm", "SGD (gradient descent)"),
            translate("ExperimentForm", "Straight down the gradient of the batch; try a learning rate of 0.01 to 0.1."),
        ),
        "momentum": (
            translate("ExperimentForm", "SGD with momentum"),
            translate("ExperimentForm", "Like a ball that rolls on; try a learning rate of 0.01."),
        ),
        "nesterov": (
            translate("ExperimentForm", "Nesterov momentum"),
            translate("ExperimentForm", "Looks at the slope where the momentum leads; try a learning rate of 0.01."),
        ),
        "rmsprop": (
            translate("ExperimentForm", "RMSProp"),
            translate("ExperimentForm", "A step size of its own for every weight; try a learning rate of 0.001."),
        ),
        "adam": (
            translate("ExperimentForm", "Adam"),
            translate("ExperimentForm", "Step sizes of their own and momentum; 0.001 mostly serves as learning rate."),
        ),
        "adamw": (
            translate("ExperimentForm", "AdamW"),
            translate("ExperimentForm", "Adam that also pulls the weights towards 0; learning rate 0.001."),
        ),
    }


def dataset_words() -> dict[str, tuple[str, str]]:
    """Return the name of each set of pictures and what it holds."""
    return {
        "digits": (
            translate("ExperimentForm", "Digits"),
            translate("ExperimentForm", "1,797 handwritten digits that come with nnviz."),
        ),
        "mnist": (
            translate("ExperimentForm", "MNIST"),
            translate("ExperimentForm", "70,000 handwritten digits; 11 MB are loaded once."),
        ),
        "fashion-mnist": (
            translate("ExperimentForm", "Fashion-MNIST"),
            translate("ExperimentForm", "70,000 pieces of clothing; 31 MB are loaded once."),
        ),
        "cifar10": (
            translate("ExperimentForm", "CIFAR-10"),
            translate("ExperimentForm", "60,000 colour photos of 10 kinds; 170 MB are loaded once."),
        ),
        "digit-or-not": (
            translate("ExperimentForm", "Digit or not"),
            translate("ExperimentForm", "MNIST and 55,000 drawings that are none, made here."),
        ),
        "folder": (
            translate("ExperimentForm", "Folder of pictures"),
            translate("ExperimentForm", "Yours; open it in the panel Data."),
        ),
        "npz": (
            translate("ExperimentForm", "NumPy file (.npz)"),
            translate("ExperimentForm", "Yours; open it in the panel Data."),
        ),
        "csv": (
            translate("ExperimentForm", "Table (.csv)"),
            translate("ExperimentForm", "Yours; open it in the panel Data."),
        ),
        "drawings": (
            translate("ExperimentForm", "My drawings"),
            translate("ExperimentForm", "Those that were kept in the panel Draw."),
        ),
    }


def dataset_names() -> dict[str, str]:
    """Return the name of each set of pictures."""
    return {key: name for key, (name, _) in dataset_words().items()}


def architecture_words() -> dict[str, tuple[str, str]]:
    """Return the name of each network and what it is made of."""
    return {**_small_networks(), **_deep_networks()}


def _small_networks() -> dict[str, tuple[str, str]]:
    return {
        "perceptron": (
            translate("ExperimentForm", "Perceptron"),
            translate("ExperimentForm", "No hidden layer: every class weighs every pixel."),
        ),
        "mlp": (
            translate("ExperimentForm", "784-16-16-10"),
            translate("ExperimentForm", "Two hidden layers of 16 neurons."),
        ),
        "lenet": (
            translate("ExperimentForm", "LeNet"),
            translate("ExperimentForm", "Two convolutions with pooling, then a dense layer."),
        ),
        "course": (
            translate("ExperimentForm", "Course network"),
            translate("ExperimentForm", "Three convolutions that take steps of two."),
        ),
        "fashion": (
            translate("ExperimentForm", "Course network, improved"),
            translate("ExperimentForm", "Normalised groups with dropout; slow."),
        ),
    }


def _deep_networks() -> dict[str, tuple[str, str]]:
    return {
        "alexnet": (
            translate("ExperimentForm", "AlexNet-like"),
            translate("ExperimentForm", "Five convolutions and three dense layers."),
        ),
        "inception": (
            translate("ExperimentForm", "Inception, small"),
            translate("ExperimentForm", "Blocks that look at several sizes at once."),
        ),
        "vgg": (
            translate("ExperimentForm", "VGG-like"),
            translate("ExperimentForm", "Six normalised convolutions; slow without a GPU."),
        ),
        "recogniser": (
            translate("ExperimentForm", "Recogniser"),
            translate("ExperimentForm", "Eight normalised convolutions, as in the shipped model."),
        ),
        "custom": (
            translate("ExperimentForm", "Own network"),
            translate("ExperimentForm", "Put together row by row under “Network” above."),
        ),
    }

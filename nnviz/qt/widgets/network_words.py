"""Kinds of layers and their settings in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nnviz.core.network import FIELDS, LayerSpec
from nnviz.qt.numerals import percent, plain, whole

translate = QCoreApplication.translate


def kind_names() -> dict[str, str]:
    """Return the name of each kind of layer."""
    return {
        "conv": translate("NetworkEditor", "Convolution"),
        "max_pool": translate("NetworkEditor", "Max pooling"),
        "average_pool": translate("NetworkEditor", "Average pooling"),
        "global_max_pool": translate("NetworkEditor", "Global max pooling"),
        "global_average_pool": translate("NetworkEditor", "Global average pooling"),
        "flatten": translate("NetworkEditor", "Flatten"),
        "dense": translate("NetworkEditor", "Dense"),
        "activation": translate("NetworkEditor", "Activation"),
        "dropout": translate("NetworkEditor", "Dropout"),
        "batch_norm": translate("NetworkEditor", "Batch normalisation"),
        "inception": translate("NetworkEditor", "Inception block"),
    }


def kind_tips() -> dict[str, str]:
    """Return what each kind of layer does."""
    return {
        "conv": translate("NetworkEditor", "Slides small filters over the picture; each makes a map"),
        "max_pool": translate("NetworkEditor", "Keeps the largest value of each window"),
        "average_pool": translate("NetworkEditor", "Keeps the mean of each window"),
        "global_max_pool": translate("NetworkEditor", "Makes one number of each map: its largest value"),
        "global_average_pool": translate("NetworkEditor", "Makes one number of each map: its mean"),
        "flatten": translate("NetworkEditor", "Lines all values up in one row, as dense layers need them"),
        "dense": translate("NetworkEditor", "Each neuron weighs every value before it"),
        "activation": translate("NetworkEditor", "Bends every value, so that layers can do more than one alone"),
        "dropout": translate("NetworkEditor", "Silences some values at random while training, against overfitting"),
        "batch_norm": translate("NetworkEditor", "Brings the values of each batch to one scale; learns faster"),
        "inception": translate("NetworkEditor", "Looks with windows of several sizes at once and joins what they see"),
    }


def setting_names(kind: str) -> dict[str, str]:
    """Return the name of each setting that a kind of layer has."""
    names = {
        "units": translate("NetworkEditor", "Neurons") if kind == "dense" else translate("NetworkEditor", "Maps"),
        "size": translate("NetworkEditor", "Window"),
        "stride": translate("NetworkEditor", "Stride"),
        "padding": translate("NetworkEditor", "Border"),
        "activation": translate("NetworkEditor", "Activation"),
        "rate": translate("NetworkEditor", "Share"),
        "l1": "L1",
        "l2": "L2",
    }
    return {name: names[name] for name in FIELDS[kind]}


def setting_tips() -> dict[str, str]:
    """Return what each setting means."""
    return {
        "units": translate("NetworkEditor", "How many numbers or maps the layer makes"),
        "size": translate("NetworkEditor", "The side of the window that slides over the picture"),
        "stride": translate("NetworkEditor", "How far the window moves each time"),
        "padding": translate(
            "NetworkEditor", "valid: the window stays inside and the maps shrink; same: zeros are put around"
        ),
        "activation": translate("NetworkEditor", "What every result goes through at the end"),
        "rate": translate("NetworkEditor", "The share of the values that is silenced, 0 to 0.95"),
        "l1": translate("NetworkEditor", "A penalty on the size of these weights; 0 is none"),
        "l2": translate("NetworkEditor", "A penalty on the squares of these weights; 0 is none"),
    }


def activation_names() -> dict[str, str]:
    """Return the name of each activation."""
    return {
        "linear": translate("NetworkEditor", "none"),
        "relu": "ReLU",
        "leaky_relu": "Leaky ReLU",
        "elu": "ELU",
        "sigmoid": translate("NetworkEditor", "sigmoid"),
        "tanh": "tanh",
        "softmax": "softmax",
    }


def settings_in_short(row: LayerSpec) -> str:
    """Return the settings of a row in one line: ``32 · 3 × 3 · same · ReLU``."""
    told = []
    used = FIELDS[row.kind]
    if "units" in used:
        told.append(whole(row.units))
    if "size" in used:
        told.append(f"{row.size} × {row.size}")
        if row.step != (row.size if row.is_pool else 1):
            told.append(translate("NetworkEditor", "stride {0}").format(row.step))
        if row.padding == "same" or row.kind == "conv":
            told.append(row.padding)
    if "activation" in used and (row.activation != "linear" or row.kind == "activation"):
        told.append(activation_names()[row.activation])
    if "rate" in used:
        told.append(percent(row.rate))
    penalties = [(name, getattr(row, name)) for name in ("l1", "l2") if name in used]
    told += [f"{name.upper()} {plain(value)}" for name, value in penalties if value]
    return " · ".join(told)


def shape_text(shape: tuple[int, ...] | None) -> str:
    """Return a shape as people read it; a dash where it is not known."""
    return "–" if shape is None else " × ".join(whole(side) for side in shape)

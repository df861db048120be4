"""Which data is trained on, as it is remembered: every panel that shows or changes it reads it here."""

from __future__ import annotations

from nnviz.core.experiment import DATASETS, EVERY_DATASET, OWN_DATASETS
from nnviz.core.own_data.reference import reference_to
from nnviz.qt.settings import Settings

DATASET, DATA, SUBSET, SPLIT = "training/dataset", "training/data", "training/subset", "training/split"
KEPT = "drawings/kept"
"""How many drawings are kept: whoever shows them follows this number."""


def chosen_dataset(settings: Settings) -> str:
    """Return the name of the data set, or the kind of one's own data."""
    name = settings.text(DATASET, DATASETS[0])
    return name if name in EVERY_DATASET else DATASETS[0]


def place_of(settings: Settings, dataset: str) -> str:
    """Return where data of this kind lay last; empty for the known sets and the kept drawings."""
    return settings.text(f"own_data/{dataset}") if dataset in OWN_DATASETS else ""


def chosen_reference(settings: Settings) -> str:
    """Return the name under which the data is loaded."""
    dataset = chosen_dataset(settings)
    return reference_to(dataset, place_of(settings, dataset))


def choose_dataset(settings: Settings, dataset: str) -> None:
    """Train on a known set, or on the data of a kind that was opened last."""
    settings.set(DATASET, dataset)
    settings.set(DATA, place_of(settings, dataset))


def choose_place(settings: Settings, kind: str, place: str) -> None:
    """Train on data of one's own that lies there."""
    settings.set(f"own_data/{kind}", place)
    choose_dataset(settings, kind)

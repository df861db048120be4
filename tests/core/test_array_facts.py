"""What is said about an array, and the list of arrays there are."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.core.array_facts import facts_of
from nnviz.core.array_sources import ArraySource, SourceKind, example_array, model_entries
from nnviz.core.box import Axes
from nnviz.core.model_summary import LayerInfo, ModelSummary, WeightInfo


def test_facts_are_those_of_numpy():
    array = np.array([[1.0, -2.0, np.nan], [np.inf, 0.5, 3.0]], order="F")
    facts = facts_of(array)
    assert (facts.dtype, facts.order, facts.nbytes, facts.exact, facts.mapped) == ("float64", "F", 48, True, False)
    assert (facts.figures.minimum, facts.figures.maximum) == (-2.0, 3.0)
    assert (facts.figures.nan, facts.figures.inf) == (1, 1)
    assert (facts.low, facts.high) == (-3.0, 3.0)


@pytest.mark.parametrize(
    "array",
    [np.zeros((0, 3)), np.array("text"), np.array([1 + 2j]), np.array(["NaT"], dtype="datetime64[s]"), np.array(True)],
    ids=lambda array: str(array.dtype),
)
def test_every_array_has_facts_and_a_range(array):
    facts = facts_of(array)
    assert facts.low < facts.high
    assert facts.nbytes == array.nbytes


def test_a_large_mapped_array_is_sampled(tmp_path, monkeypatch):
    monkeypatch.setattr("nnviz.core.array_facts._MAPPED_PAGES", 50)
    np.save(tmp_path / "a.npy", np.arange(400 * 2000, dtype=np.float32).reshape(400, 2000))
    facts = facts_of(np.load(tmp_path / "a.npy", mmap_mode="r"))
    assert facts.mapped
    assert not facts.exact
    assert facts.figures.minimum == 0.0
    assert facts.figures.maximum <= 400 * 2000 - 1


def test_a_model_lists_its_input_outputs_and_weights():
    shared = WeightInfo("dense/kernel", "kernel", (4, 4))
    model = ModelSummary(
        "m",
        "m",
        (
            LayerInfo("input", "input", "InputLayer", (None, 4), 0),
            LayerInfo("dense", "dense", "Dense", (None, 4), 16, (shared,)),
            LayerInfo("dense#2", "dense", "Dense", (None, 4), 16, (shared,)),
            LayerInfo("lstm", "lstm", "LSTM", (None, 3, 4), 9, output_shapes=((None, 3, 4), (None, 4))),
        ),
        ((None, 4),),
        25,
    )
    assert [(entry.source.kind.value, entry.source.key, entry.shape) for entry in model_entries(model)] == [
        ("input", "", (4,)),
        ("output", "dense", (4,)),
        ("output", "dense#2", (4,)),
        ("output", "lstm", (3, 4)),
        ("output", "lstm:1", (4,)),
        ("weight", "dense/kernel", (4, 4)),
    ]


def test_channels_of_a_model_run_into_depth_and_sheets_of_numpy_too():
    assert ArraySource(SourceKind.OUTPUT, "conv").axes is Axes.LAST_INTO_DEPTH
    assert ArraySource(SourceKind.WEIGHT, "conv/kernel").axes is Axes.LAST_INTO_DEPTH
    assert ArraySource(SourceKind.FILE).axes is Axes.FIRST_INTO_DEPTH
    assert ArraySource(SourceKind.EXAMPLE).axes is Axes.FIRST_INTO_DEPTH


def test_the_example_cannot_be_written():
    assert example_array().tolist() == np.arange(24).reshape(2, 3, 4).tolist()
    assert not example_array().flags.writeable


def test_strides_and_the_owner_of_the_memory_are_told():
    array = np.zeros((4, 6), ">f4")
    assert (facts_of(array).strides, facts_of(array).view_of, facts_of(array).dtype) == ((24, 4), "", ">f4")
    part = facts_of(array[::2, 1:].T)
    assert (part.strides, part.view_of, part.order) == ((4, 48), "(4, 6) >f4", "none")
    assert facts_of(array.copy()[:]).view_of == ""
    assert facts_of(np.zeros((0, 3))).strides == np.zeros((0, 3)).strides

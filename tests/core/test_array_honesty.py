"""Every cell of a file that NumPy wrote tells NumPy's own value, whatever its type, byte order and order in memory."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nnviz.cli import main
from nnviz.core import array_file
from nnviz.core.array_file import open_array
from nnviz.core.box import BoxSource
from nnviz.core.cell_text import exact_text

DTYPES = ["?", "i1", "<u2", ">i4", "<i8", ">u8", "<f2", ">f4", "<f8", "<c8", ">c16", "<U3", ">U2", "S4", "<M8[s]"]
SHAPES = hnp.array_shapes(min_dims=0, min_side=0, max_dims=4, max_side=4)
files = hnp.arrays(st.sampled_from(DTYPES).map(np.dtype), SHAPES)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(files, st.booleans(), st.booleans())
def test_every_hovered_value_is_numpys(tmp_path, array, fortran, mapped):
    array = np.asarray(array, order="F" if fortran else "C")
    np.save(tmp_path / "a.npy", array)
    limit, array_file.MAP_FROM_BYTES = array_file.MAP_FROM_BYTES, 0 if mapped else 2**24
    try:
        source = BoxSource(open_array(tmp_path / "a.npy").array)
    finally:
        array_file.MAP_FROM_BYTES = limit
    if source.is_empty:
        return
    lead = source.fixed_indices
    for place in np.ndindex(source.volume.shape):
        cell = (place[2], place[1], place[0])
        index = source.index_of(cell)
        assert index[: len(lead)] == lead
        assert exact_text(source.value_at(cell)) == exact_text(array[index])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(files, st.booleans())
def test_the_command_line_tells_exact_figures(tmp_path, array, fortran):
    array = np.asarray(array, order="F" if fortran else "C")
    np.save(tmp_path / "a.npy", array)
    told = array_file.describe_array(tmp_path / "a.npy")
    json.dumps(told, allow_nan=False)
    assert told["shape"] == list(array.shape)
    assert told["dtype"] == str(array.dtype)
    both = array.flags.c_contiguous and array.flags.f_contiguous
    assert told["order"] == ("both" if both else "F" if array.flags.f_contiguous else "C")
    kind = array.dtype.kind
    numbers = array[np.isfinite(array)] if kind == "f" else array.ravel()
    if kind not in "biuf" or not numbers.size:
        assert (told["min"], told["max"], told["mean"]) == (None, None, None)
    elif kind == "f":
        assert (told["min"], told["max"]) == (float(numbers.min()), float(numbers.max()))
        assert float(numbers.min()) <= told["mean"] <= float(numbers.max())
    else:
        exact = [int(value) for value in numbers]
        assert (told["min"], told["max"]) == (min(exact), max(exact))
        assert type(told["min"]) is int
        assert told["mean"] == pytest.approx(sum(exact) / len(exact))
    if kind in "fc":
        assert (told["nan"], told["inf"]) == (int(np.isnan(array).sum()), int(np.isinf(array).sum()))


def test_records_are_described_field_by_field(tmp_path, capfd):
    records = np.array([(2**60 + 1, "a", np.nan), (3, "b", 2.0)], [("n", ">i8"), ("name", "<U2"), ("x", "<f4")])
    np.save(tmp_path / "r.npy", records)
    expected = {"n": (3, 2**60 + 1), "name": (None, None), "x": (2.0, 2.0)}
    for field, figures in expected.items():
        assert main(["array", str(tmp_path / "r.npy"), "--key", field, "--json"]) == 0
        told = json.loads(capfd.readouterr().out)
        assert (told["min"], told["max"]) == figures
        assert told["order"] == "none"


def test_python_objects_are_refused_in_one_sentence(tmp_path, capfd):
    np.save(tmp_path / "o.npy", np.array([{}, None]), allow_pickle=True)
    assert main(["array", str(tmp_path / "o.npy"), "--json"]) == 2
    assert "Python objects" in capfd.readouterr().err

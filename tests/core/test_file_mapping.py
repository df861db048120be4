"""Values of a mapped file, read without touching the mapping: every view alike, and a file that shrinks is an error."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nnviz.core import array_file, file_mapping
from nnviz.core.array_export import array_text, save_array
from nnviz.core.array_facts import facts_of
from nnviz.core.array_file import describe_array, open_array
from nnviz.core.array_sample import is_mapped, sample
from nnviz.core.array_statistics import statistics
from nnviz.core.box import BoxSource
from nnviz.core.file_mapping import fetched, strips
from nnviz.core.messages import UserError
from nnviz.core.projection import FACES

random = np.random.default_rng(3)


@pytest.fixture(autouse=True)
def map_everything(monkeypatch):
    monkeypatch.setattr(array_file, "MAP_FROM_BYTES", 0)


def mapped(folder, array):
    np.save(folder / "a.npy", array)
    opened = open_array(folder / "a.npy")
    assert opened.mapped
    return opened.array


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("dtype", ["<f4", ">f8", "i1", ">i8", "<c16", "<U3", "S2", "?", "M8[D]"])
@pytest.mark.parametrize("calls", [1, 6_000, 10**9])
def test_every_view_equals_the_arrays(tmp_path, monkeypatch, order, dtype, calls):
    monkeypatch.setattr(file_mapping, "_CALL_BYTES", calls)
    monkeypatch.setattr(file_mapping, "STRIP_BYTES", 500)
    array = np.asarray(random.integers(0, 2, (5, 6, 7)).astype(dtype), order=order)
    found = mapped(tmp_path, array)
    views = [np.s_[...], np.s_[::2, ::-1], np.s_[:, 3], np.s_[..., -1], np.s_[1:4, ::-2, 2:5], np.s_[4, 5, 6, ...],
             np.s_[0:0], np.s_[:, None, 2:3]]  # fmt: skip
    for place in views:
        for view, expected in ((found[place], array[place]), (found[place].T, array[place].T)):
            values = fetched(view)
            assert not is_mapped(values)
            assert values.dtype == array.dtype
            np.testing.assert_array_equal(values, expected)
    wide = fetched(np.broadcast_to(found[:, :1], (5, 6, 7)))
    np.testing.assert_array_equal(wide, np.broadcast_to(array[:, :1], (5, 6, 7)))


@given(hnp.array_shapes(max_dims=4, max_side=6), st.integers(1, 60), st.booleans())
def test_strips_are_the_array_in_order(tmp_path_factory, shape, most, turned):
    array = np.arange(np.prod(shape), dtype=np.int32).reshape(shape)
    found = mapped(tmp_path_factory.mktemp("strips"), array)
    if turned:
        array, found = array.T, found.T
    pieces = [piece.ravel() for piece in strips(found, most)]
    np.testing.assert_array_equal(np.concatenate(pieces), array.ravel())
    assert max(piece.nbytes for piece in pieces) <= max(most, 4)


def test_fields_of_records_are_read_without_their_neighbours(tmp_path):
    records = np.zeros(50, [("x", ">f4"), ("name", "<U4"), ("at", "<i8", (2,))])
    records["x"], records["name"], records["at"] = np.arange(50), "ab", np.arange(100).reshape(50, 2)
    np.save(tmp_path / "r.npy", records)
    for field in ("x", "name", "at"):
        found = open_array(tmp_path / "r.npy", field).array
        assert is_mapped(found)
        np.testing.assert_array_equal(fetched(found), records[field])
        np.testing.assert_array_equal(fetched(found[::-3]), records[field][::-3])


@pytest.mark.parametrize("order", ["C", "F"])
def test_a_mapped_array_is_written_and_summed_up_piece_by_piece(tmp_path, monkeypatch, order):
    monkeypatch.setattr(file_mapping, "STRIP_BYTES", 100)
    array = np.asarray(random.normal(size=(7, 5, 6)).astype(">f4"), order=order)
    found = mapped(tmp_path, array)
    for view, expected in ((found, array), (found[:, ::2], array[:, ::2])):
        save_array(view, tmp_path / "copy.npy")
        copy = np.load(tmp_path / "copy.npy")
        assert copy.dtype == expected.dtype
        np.testing.assert_array_equal(copy, expected)
    assert array_text(found[0]) == array_text(array[0])
    figures, expected = statistics(found), statistics(array)
    assert (figures.minimum, figures.maximum) == (expected.minimum, expected.maximum)
    assert figures.mean == pytest.approx(expected.mean)


def test_a_file_that_shrinks_is_an_error_everywhere(tmp_path):
    found = mapped(tmp_path, random.normal(size=(64, 64, 8)))
    source = BoxSource(found)
    os.truncate(tmp_path / "a.npy", 5_000)
    reads = [
        lambda: fetched(found), lambda: sample(found), lambda: facts_of(found), lambda: statistics(found),
        lambda: source.value_at((1, 60, 60)), lambda: source.value_at((0, 0, 0)), lambda: array_text(found[0]),
        lambda: save_array(found, tmp_path / "copy.npy"),
        *(lambda face=face: source.face_texture(face) for face in FACES),
    ]  # fmt: skip
    for read in reads:
        with pytest.raises(UserError, match="has become shorter"):
            read()
    assert [file.name for file in tmp_path.iterdir()] == ["a.npy"]


def test_the_last_bytes_missing_between_the_question_and_the_reading_is_an_error_too(tmp_path, monkeypatch):
    found = mapped(tmp_path, np.zeros((64, 64, 8)))
    monkeypatch.setattr(file_mapping.FileMapping, "check_whole", lambda self: None)
    os.truncate(tmp_path / "a.npy", 5_000)
    with pytest.raises(UserError, match="has become shorter"):
        fetched(found)
    assert not fetched(found[0, :2]).any()


def test_a_file_that_is_deleted_can_still_be_read(tmp_path):
    array = random.normal(size=(9, 8, 7))
    found = mapped(tmp_path, array)
    (tmp_path / "a.npy").unlink()
    np.testing.assert_array_equal(fetched(found), array)


def test_descriptors_are_given_back(tmp_path):
    before = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    for _ in range(5):
        mapped(tmp_path, np.zeros(9))
    after = len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0
    assert before == after


def test_the_mapping_itself_would_have_ended_the_process(tmp_path):
    """What is guarded against: the same file touched directly, in a process of its own."""
    np.save(tmp_path / "a.npy", np.zeros((64, 64, 8)))
    script = (
        "import sys, os, numpy as np\n"
        "a = np.load(sys.argv[1], mmap_mode='r'); os.truncate(sys.argv[1], 5000); a.sum(); print('alive')"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path / "a.npy")], capture_output=True, text=True)
    assert done.returncode != 0
    assert "alive" not in done.stdout


def test_the_command_line_counts_a_mapped_file(tmp_path):
    array = np.asarray(random.integers(-(2**62), 2**62, (40, 50)), order="F").astype(">i8", order="K")
    mapped(tmp_path, array)
    told = describe_array(tmp_path / "a.npy")
    assert (told["min"], told["max"], told["order"]) == (int(array.min()), int(array.max()), "F")

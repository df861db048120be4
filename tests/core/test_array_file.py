"""Array files: what numpy wrote comes back; what is broken, unsafe or too large is refused in a sentence."""

from __future__ import annotations

import io
import json
import os
import struct
import warnings
import zipfile

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from nnviz.core import array_file
from nnviz.core.array_file import array_names, describe_array, open_array
from nnviz.core.array_statistics import statistics
from nnviz.core.messages import UserError

dtypes = st.one_of(
    hnp.boolean_dtypes(),
    hnp.integer_dtypes(endianness="?"),
    hnp.unsigned_integer_dtypes(endianness="?"),
    hnp.floating_dtypes(endianness="?"),
    hnp.complex_number_dtypes(endianness="?"),
    hnp.unicode_string_dtypes(endianness="?", max_len=5),
    hnp.byte_string_dtypes(max_len=5),
    hnp.datetime64_dtypes(endianness="?"),
)
shapes = hnp.array_shapes(min_dims=0, max_dims=5, min_side=0, max_side=4)
SHARED_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


@st.composite
def arrays(draw):
    array = draw(hnp.arrays(draw(dtypes), draw(shapes)))
    return np.asfortranarray(array) if draw(st.booleans()) else array


def header(**fields) -> bytes:
    """Return the head of a version 1.0 file with these fields, as anybody could write it."""
    values = {"descr": "<f8", "fortran_order": False, "shape": (2,)} | fields
    text = repr(values).encode("latin-1") + b"\n"
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text


def same_bits(a, b) -> bool:
    return a.dtype == b.dtype and a.shape == b.shape and a.tobytes() == b.tobytes()


@SHARED_FOLDER
@given(arrays(), st.booleans())
def test_what_numpy_saved_comes_back(tmp_path, array, small_is_mapped):
    file = tmp_path / "a.npy"
    np.save(file, array)
    limit = array_file.MAP_FROM_BYTES
    array_file.MAP_FROM_BYTES = 0 if small_is_mapped else limit
    try:
        opened = open_array(file)
    finally:
        array_file.MAP_FROM_BYTES = limit
    assert same_bits(opened.array, array)
    assert opened.array.flags.f_contiguous == array.flags.f_contiguous
    assert opened.array.flags.c_contiguous == array.flags.c_contiguous
    assert not opened.array.flags.writeable
    assert opened.mapped == (small_is_mapped and array.nbytes > 0)
    assert array_names(file) == ()


@SHARED_FOLDER
@given(st.lists(arrays(), min_size=1, max_size=3), st.booleans())
def test_an_archive_gives_each_of_its_arrays(tmp_path, several, compressed):
    file = tmp_path / "a.npz"
    (np.savez_compressed if compressed else np.savez)(file, **{f"k{n}": array for n, array in enumerate(several)})
    assert array_names(file) == tuple(f"k{n}" for n in range(len(several)))
    for number, array in enumerate(several):
        opened = open_array(file, f"k{number}")
        assert same_bits(opened.array, array)
        assert opened.array.flags.f_contiguous == array.flags.f_contiguous


@SHARED_FOLDER
@given(st.data())
def test_the_description_equals_numpy(tmp_path, data):
    kinds = st.one_of(hnp.boolean_dtypes(), hnp.integer_dtypes(endianness="?"), hnp.floating_dtypes(endianness="?"))
    array = data.draw(hnp.arrays(data.draw(kinds), data.draw(shapes)))
    file = tmp_path / "a.npy"
    np.save(file, array)
    said = json.loads(json.dumps(describe_array(file), allow_nan=False))
    numbers = array.astype(np.float64) if array.dtype.kind == "f" else array
    finite = numbers[np.isfinite(numbers)]
    assert said["shape"] == list(array.shape)
    assert said["dtype"] == str(array.dtype)
    assert said["nan"] == int(np.isnan(numbers).sum())
    assert said["inf"] == int(np.isinf(numbers).sum())
    if not finite.size:
        assert (said["min"], said["max"], said["mean"]) == (None, None, None)
        return
    assert (said["min"], said["max"]) == (finite.min(), finite.max())
    with np.errstate(over="ignore"):
        expected = finite.mean(dtype=np.longdouble)
    assert said["mean"] == pytest.approx(float(expected), rel=1e-9, abs=1e-300)


def test_integers_are_exact_beyond_what_floats_hold(tmp_path):
    file = tmp_path / "a.npy"
    np.save(file, np.array([2**63 - 1, 2**63 - 3, -(2**63)], dtype=">i8"))
    said = describe_array(file)
    assert (said["min"], said["max"]) == (-(2**63), 2**63 - 1)
    assert said["mean"] == ((2**63 - 1) + (2**63 - 3) - 2**63) / 3
    np.save(file, np.full(5, 2**64 - 1, dtype=np.uint64))
    assert describe_array(file)["mean"] == float(2**64 - 1)


def test_the_largest_numbers_have_a_mean(tmp_path):
    file = tmp_path / "a.npy"
    np.save(file, np.full((3, 3), np.finfo(np.float64).max))
    assert describe_array(file)["mean"] == np.finfo(np.float64).max


@pytest.mark.parametrize(
    ("array", "order"),
    [
        (np.zeros((2, 3)), "C"),
        (np.zeros((2, 3), order="F"), "F"),
        (np.zeros(4), "both"),
        (np.zeros(()), "both"),
        (np.zeros((1, 5, 1)), "both"),
    ],
)
def test_the_order_of_memory_is_told(tmp_path, array, order):
    np.save(tmp_path / "a.npy", array)
    assert describe_array(tmp_path / "a.npy")["order"] == order


def test_text_dates_and_complex_numbers_have_no_extremes(tmp_path):
    file = tmp_path / "a.npy"
    for array, nan, inf in (
        (np.array(["a", "bc"]), 0, 0),
        (np.array(["2020-01-01", "NaT"], dtype="datetime64[D]"), 1, 0),
        (np.array([1 + 2j, complex("nan"), complex("inf")]), 1, 1),
    ):
        np.save(file, array)
        said = describe_array(file)
        assert (said["min"], said["max"], said["mean"], said["nan"], said["inf"]) == (None, None, None, nan, inf)


def test_chunks_of_a_large_or_scattered_array_are_counted_once(monkeypatch):
    monkeypatch.setattr("nnviz.core.array_statistics._CHUNK", 1000)
    array = np.random.default_rng(0).normal(size=(40, 30, 20))
    array[3, 4, 5], array[6, 7, 8], array[9, 9, 9] = np.nan, np.inf, -np.inf
    for view in (array, array.transpose(2, 0, 1), array[::2, ::3, ::-1], array[:, 4, :], array[::2, 0, 0]):
        found = statistics(view)
        finite = view[np.isfinite(view)]
        assert (found.minimum, found.maximum) == (finite.min(), finite.max())
        assert found.mean == pytest.approx(finite.mean())
        assert found.nan == np.isnan(view).sum()
        assert found.inf == np.isinf(view).sum()


# --- archives and keys ---


def test_several_keys_need_a_choice(tmp_path):
    file = tmp_path / "a.npz"
    np.savez(file, weight=np.ones(3), bias=np.zeros(2))
    with pytest.raises(UserError, match="weight, bias"):
        describe_array(file)
    with pytest.raises(UserError, match=r"no array “other”.*weight, bias"):
        describe_array(file, "other")
    assert describe_array(file, "bias")["shape"] == [2]


def test_a_single_key_needs_none(tmp_path):
    np.savez(tmp_path / "a.npz", only=np.ones(3))
    assert describe_array(tmp_path / "a.npz")["mean"] == 1.0
    np.save(tmp_path / "a.npy", np.ones(3))
    with pytest.raises(UserError, match="leave “k” out"):
        open_array(tmp_path / "a.npy", "k")


def test_the_content_counts_not_the_name(tmp_path):
    file = tmp_path / "picture.png"
    with file.open("wb") as stream:
        np.savez(stream, only=np.ones(3))
    assert describe_array(file)["shape"] == [3]


def test_an_archive_without_arrays_is_refused(tmp_path):
    file = tmp_path / "a.npz"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("note.txt", "hello")
    with pytest.raises(UserError, match="holds no arrays"):
        describe_array(file)


# --- refusals ---


class Bomb:
    def __reduce__(self):
        return os.system, ("touch exploded",)


def test_objects_are_never_unpickled(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    np.save("a.npy", np.array([Bomb()], dtype=object), allow_pickle=True)
    np.savez("a.npz", bad=np.array([Bomb(), None], dtype=object))
    for file in ("a.npy", "a.npz"):
        with pytest.raises(UserError, match="Python objects"):
            open_array(file)
    assert not (tmp_path / "exploded").exists()


def test_objects_in_records_are_never_unpickled(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    records = np.array([(1, Bomb())], dtype=[("x", "f4"), ("y", "O")])
    np.save("a.npy", records, allow_pickle=True)
    with pytest.raises(UserError, match="Python objects"):
        open_array("a.npy", "x")
    assert not (tmp_path / "exploded").exists()


@pytest.mark.parametrize("kept", [0, 3, 8, 9, 40, 128, 129, 8 * 999 + 128])
def test_a_cut_off_file_is_refused(tmp_path, kept):
    whole = io.BytesIO()
    np.save(whole, np.arange(1000.0))
    (tmp_path / "a.npy").write_bytes(whole.getvalue()[:kept])
    with pytest.raises(UserError, match=r"not a NumPy file|cut off"):
        open_array(tmp_path / "a.npy")


def test_a_cut_off_archive_is_refused(tmp_path):
    whole = io.BytesIO()
    np.savez(whole, a=np.arange(1000.0), b=np.ones(3))
    for kept in (10, 200, 4000, len(whole.getvalue()) - 1):
        (tmp_path / "a.npz").write_bytes(whole.getvalue()[:kept])
        with pytest.raises(UserError, match="damaged, cut off"):
            open_array(tmp_path / "a.npz", "a")


@pytest.mark.parametrize(
    "fields",
    [
        {"shape": (10**12,)},
        {"shape": (10**30,)},
        {"shape": (0, 10**30)},
        {"shape": (-1,)},
        {"shape": (True,)},
        {"shape": 3},
        {"shape": (1,) * 60},
        {"descr": "<U0"},
        {"descr": "nonsense"},
        {"descr": "<f99999999999999999999"},
        {"descr": [("a", "|O")]},
        {"descr": [("a", [("b", "|O")])]},
        {"descr": [("a",)]},
        {"descr": [("a", "<f8"), ("a", "<f8")]},
        {"descr": [("a", "<f8", (10**9, 10**9))]},
        {"descr": "f4,f4"},
        {"descr": "|V8"},
        {"descr": None},
        {"fortran_order": 0},
        {"more": 1},
    ],
    ids=str,
)
def test_a_head_that_lies_is_refused_before_anything_is_read(tmp_path, fields):
    (tmp_path / "a.npy").write_bytes(header(**fields) + b"\0" * 64)
    with pytest.raises(UserError):
        open_array(tmp_path / "a.npy")
    with zipfile.ZipFile(tmp_path / "a.npz", "w") as archive:
        archive.writestr("a.npy", header(**fields) + b"\0" * 64)
    with pytest.raises(UserError):
        open_array(tmp_path / "a.npz")


def test_an_array_that_would_fill_the_memory_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(array_file, "MAX_READ_BYTES", 1000)
    np.savez_compressed(tmp_path / "a.npz", zeros=np.zeros(1000))
    with pytest.raises(UserError, match="MB of memory"):
        open_array(tmp_path / "a.npz")
    np.save(tmp_path / "a.npy", np.zeros(1000))
    with pytest.raises(UserError, match="MB of memory"):
        open_array(tmp_path / "a.npy", mmap=False)


@pytest.mark.parametrize("text", [b"{", b"[" * 9000, b"'\\d'", b"{[]: 1}", b"1" * 9000, b"", b"\xff\xfe" * 30])
def test_a_head_that_is_no_dictionary_is_refused(tmp_path, text):
    (tmp_path / "a.npy").write_bytes(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text)
    with pytest.raises(UserError, match="damaged"):
        open_array(tmp_path / "a.npy")


@pytest.mark.parametrize("descr", ["<U2", ">U2"])
def test_text_that_cannot_be_looked_at_is_refused(tmp_path, descr):
    codes = np.array([65, 66, 0x110000, 67], np.dtype("u4").newbyteorder(descr[0]))
    (tmp_path / "a.npy").write_bytes(header(descr=descr) + codes.tobytes())
    with pytest.raises(UserError, match="impossible characters"):
        open_array(tmp_path / "a.npy")


def test_a_file_of_python_2_is_read(tmp_path):
    text = b"{'descr': '<i2', 'fortran_order': False, 'shape': (2L, 1L), }\n"
    start = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text
    (tmp_path / "a.npy").write_bytes(start + np.array([5, 6], "<i2").tobytes())
    assert open_array(tmp_path / "a.npy").array.tolist() == [[5], [6]]


@pytest.mark.parametrize("version", [(1, 0), (2, 0), (3, 0)])
def test_every_version_of_the_format_is_read(tmp_path, version):
    with (tmp_path / "a.npy").open("wb") as stream, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        np.lib.format.write_array(stream, np.arange(6).reshape(2, 3), version)
    assert open_array(tmp_path / "a.npy").array.tolist() == [[0, 1, 2], [3, 4, 5]]


def test_things_that_are_no_files_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for name in ("absent.npy", "pipe", ".", "a\0b"):
        with pytest.raises(UserError, match="cannot be read"):
            open_array(f"{tmp_path}/{name}")


@SHARED_FOLDER
@given(st.binary(max_size=300), st.sampled_from([b"", b"\x93NUMPY\x01\x00v\x00", b"PK\x03\x04"]))
def test_noise_never_does_worse_than_a_sentence(tmp_path, noise, start):
    (tmp_path / "a").write_bytes(start + noise)
    with pytest.raises(UserError):
        open_array(tmp_path / "a")


@SHARED_FOLDER
@given(st.data())
def test_a_damaged_file_gives_a_sentence_or_an_array(tmp_path, data):
    whole = io.BytesIO()
    if data.draw(st.booleans()):
        np.savez_compressed(whole, a=np.arange(50), b=np.ones((2, 3)))
    else:
        np.save(whole, np.arange(50))
    content = bytearray(whole.getvalue())
    for place, value in data.draw(
        st.lists(st.tuples(st.integers(0, len(content) - 1), st.integers(0, 255)), min_size=1)
    ):
        content[place] = value
    (tmp_path / "a").write_bytes(content)
    try:
        array = open_array(tmp_path / "a", data.draw(st.sampled_from([None, "a"]))).array
    except UserError:
        return
    statistics(array)

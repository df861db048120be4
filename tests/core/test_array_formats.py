"""Arrays out of tables, nested lists, pictures and records: what was written comes back, or a sentence."""

from __future__ import annotations

import io
import json
import tracemalloc
import zipfile

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from PIL import Image

from nnviz.core import json_array, text_table
from nnviz.core.array_file import array_names, describe_array, open_array
from nnviz.core.messages import UserError

SHARED_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
tables = hnp.arrays(
    st.sampled_from([np.float64, np.int64]),
    hnp.array_shapes(min_dims=2, max_dims=2, min_side=1, max_side=6),
)


# --- records ---

kinds = st.one_of(hnp.integer_dtypes(endianness="?"), hnp.floating_dtypes(endianness="?"), hnp.boolean_dtypes())


@SHARED_FOLDER
@given(st.data(), st.booleans())
def test_each_field_of_records_comes_back(tmp_path, data, packed):
    fields = data.draw(st.lists(kinds, min_size=1, max_size=4))
    dtype = np.dtype([(f"f{number}", kind) for number, kind in enumerate(fields)])
    array = data.draw(hnp.arrays(dtype, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3)))
    file = tmp_path / ("a.npz" if packed else "a.npy")
    np.savez(file, records=array) if packed else np.save(file, array)
    for number in range(len(fields)):
        opened = open_array(file, f"records.f{number}" if packed else f"f{number}")
        assert opened.array.dtype == fields[number]
        assert opened.array.tobytes() == array[f"f{number}"].tobytes()
        assert not opened.array.flags.writeable
    assert array_names(file) == (("records",) if packed else dtype.names)


def test_records_inside_records_have_names_with_dots(tmp_path):
    array = np.zeros(2, [("at", [("row", "i4"), ("column", ">f8", (3,))]), ("name", "U3")])
    array["at"]["column"] = [[1, 2, 3], [4, 5, 6]]
    array["name"] = ["a", "bcd"]
    np.save(tmp_path / "a.npy", array)
    assert array_names(tmp_path / "a.npy") == ("at.row", "at.column", "name")
    assert open_array(tmp_path / "a.npy", "at.column").array.tolist() == [[1, 2, 3], [4, 5, 6]]
    assert open_array(tmp_path / "a.npy", "name").array.tolist() == ["a", "bcd"]
    with pytest.raises(UserError, match=r"records\. Choose.*at.row, at.column, name"):
        open_array(tmp_path / "a.npy")
    with pytest.raises(UserError, match=r"without a field “x”"):
        open_array(tmp_path / "a.npy", "x")


def test_impossible_characters_in_a_field_are_refused(tmp_path):
    array = np.zeros(2, [("n", "i4"), ("t", "<U1")])
    np.save(tmp_path / "a.npy", array)
    data = bytearray((tmp_path / "a.npy").read_bytes())
    data[-4:] = b"\xff" * 4
    (tmp_path / "a.npy").write_bytes(data)
    assert open_array(tmp_path / "a.npy", "n").array.tolist() == [0, 0]
    with pytest.raises(UserError, match="impossible characters"):
        open_array(tmp_path / "a.npy", "t")


# --- archives that grow ---


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_an_archive_that_grows_out_of_proportion_is_refused_with_little_memory(tmp_path, packing):
    head = io.BytesIO()
    np.lib.format.write_array_header_1_0(head, {"descr": "<f8", "fortran_order": False, "shape": (25 * 2**20,)})
    with zipfile.ZipFile(tmp_path / "a.npz", "w", packing) as file, file.open("a.npy", "w") as member:
        member.write(head.getvalue())
        for _ in range(200):
            member.write(bytes(2**20))
    tracemalloc.start()
    with pytest.raises(UserError, match="out of all proportion"):
        open_array(tmp_path / "a.npz")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 8 * 2**20


def test_a_list_of_members_without_end_is_refused(tmp_path):
    held = io.BytesIO()
    np.savez(held, a=np.ones(3))
    data = bytearray(held.getvalue())
    at = data.rindex(b"PK\x05\x06")
    data[at + 12 : at + 16] = (900 * 2**20).to_bytes(4, "little")
    (tmp_path / "a.npz").write_bytes(data)
    with pytest.raises(UserError, match="damaged"):
        open_array(tmp_path / "a.npz")


# --- tables ---


@SHARED_FOLDER
@given(tables, st.sampled_from([(",", "csv"), ("\t", "tsv"), (";", "csv"), (" ", "txt")]), st.booleans())
def test_what_numpy_wrote_as_a_table_comes_back(tmp_path, array, how, named):
    separator, suffix = how
    if array.shape[1] == 1:
        separator = ","
    whole = array.dtype.kind == "i"
    names = [f"column {letter}" if separator != " " else f"c{letter}" for letter in "abcdef"[: array.shape[1]]]
    file = tmp_path / f"a.{suffix}"
    np.savetxt(file, array, "%d" if whole else "%.17g", separator,
               header=separator.join(names) if named else "", comments="")  # fmt: skip
    opened = open_array(file)
    assert opened.array.shape == array.shape
    assert np.array_equal(opened.array, array, equal_nan=True)
    if whole:
        assert opened.array.dtype == np.int64
    if named:
        assert opened.names == tuple(names)
        assert np.array_equal(open_array(file, names[-1]).array, array[:, -1], equal_nan=True)


def test_a_table_as_people_write_it(tmp_path):
    file = tmp_path / "iris.csv"
    file.write_text('length,width,"kind, exactly"\r\n5.1,3.5,"setosa"\r\n4.9,,virginica\r\n', encoding="utf-8")
    assert array_names(file) == ("length", "width", "kind, exactly")
    with pytest.raises(UserError, match=r"holds text \(“setosa” in row 2\).*length, width, kind, exactly"):
        open_array(file)
    assert open_array(file, "kind, exactly").array.tolist() == ["setosa", "virginica"]
    assert np.array_equal(open_array(file, "width").array, [3.5, np.nan], equal_nan=True)
    assert describe_array(file, "length")["mean"] == 5.0
    with pytest.raises(UserError, match="no column “height”"):
        open_array(file, "height")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"1;2,5\n3;4,5\n", [[1, 2.5], [3, 4.5]]),
        (b"\xef\xbb\xbf1,2\n3,4\n", [[1, 2], [3, 4]]),
        ("1,2\n3,4\n".encode("utf-16"), [[1, 2], [3, 4]]),
        (b"# made by hand\n\n1 2\n3 4\n", [[1, 2], [3, 4]]),
        (b"1\r2\r3", [[1], [2], [3]]),
        (b"1e3,-inf\n+2.,.5\n", [[1000, -np.inf], [2, 0.5]]),
        (b"gr\xf6\xdfe,b\n1,2\n", [[1, 2]]),
        (b"9223372036854775807,1\n", [[2**63 - 1, 1]]),
    ],
)
def test_the_habits_of_many_programs_are_understood(tmp_path, data, expected):
    (tmp_path / "a.csv").write_bytes(data)
    assert open_array(tmp_path / "a.csv").array.tolist() == expected


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "holds no values"),
        (b"\n\n# nothing\n", "holds no values"),
        (b"1,2\n3\n", "1 values in row 2 where its first row has 2"),
        (b"1,2\n3,4,5\n", "3 values in row 2 where its first row has 2"),
        (b"a,b\n1,x\n", "“x” in row 2"),
        (b"1,2\nx,4\n", "“x” in row 2.*Leave only numbers"),
        (b"1_000,2\n", "“1_000”"),
        (b'1,"2\n3,4\n', "quotation marks"),
        (b"\x00\x01\x02\x03", "not a text"),
        (b"\x1b[31m,2\n1,2\n", r"“\[31m” in row 1"),
    ],
)
def test_a_table_that_is_none_is_refused_in_a_sentence(tmp_path, data, sentence):
    (tmp_path / "a.csv").write_bytes(data)
    with pytest.raises(UserError, match=sentence) as caught:
        open_array(tmp_path / "a.csv")
    assert str(caught.value).isprintable()


def test_tables_are_bounded(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text("1,2\n3,4\n")
    monkeypatch.setattr(text_table, "MOST_CELLS", 3)
    with pytest.raises(UserError, match="more than 3 values"):
        open_array(tmp_path / "a.csv")
    monkeypatch.setattr("nnviz.core.array_file.MAX_TEXT_BYTES", 5)
    with pytest.raises(UserError, match="MB of text"):
        open_array(tmp_path / "a.csv")


@SHARED_FOLDER
@given(st.binary(max_size=200), st.sampled_from(["csv", "tsv", "txt", "json"]))
def test_noise_in_a_text_never_does_worse_than_a_sentence(tmp_path, noise, suffix):
    file = tmp_path / f"a.{suffix}"
    file.write_bytes(noise)
    try:
        array_names(file)
        assert open_array(file).array.size >= 0
    except UserError as error:
        assert str(file) in str(error)  # noqa: PT017  both are right


# --- nested lists ---


@SHARED_FOLDER
@given(hnp.arrays(st.sampled_from([np.float64, np.int64, np.uint64, np.bool_]),
                  hnp.array_shapes(min_dims=0, max_dims=5, min_side=1, max_side=4)))  # fmt: skip
def test_nested_lists_come_back(tmp_path, array):
    (tmp_path / "a.json").write_text(json.dumps(array.tolist()))
    opened = open_array(tmp_path / "a.json").array
    assert opened.shape == array.shape
    assert np.array_equal(opened, array, equal_nan=array.dtype.kind == "f")
    assert opened.dtype.kind == array.dtype.kind or array.dtype.kind == "u"


def test_lists_by_name_are_like_an_archive(tmp_path):
    file = tmp_path / "a.json"
    file.write_text(json.dumps({"kernel": [[1, 2], [3, None]], "bias": [0.5]}))
    assert array_names(file) == ("kernel", "bias")
    assert np.array_equal(open_array(file, "kernel").array, [[1, 2], [3, np.nan]], equal_nan=True)
    assert describe_array(file, "bias")["shape"] == [1]
    with pytest.raises(UserError, match="kernel, bias"):
        open_array(file)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[[1, 2], [3]]", "same length"),
        ("[[1], 2]", "same length"),
        ("[1, [2]]", "same length"),
        ('[1, "a"]', "numbers and other things"),
        ('[{"a": 1}]', "same length"),
        ("[1, true]", "numbers and other things"),
        ("[1", "not JSON"),
        ("[" * 1000 + "]" * 1000, "64 levels"),
        ("[" * 40 + "]" * 40, "same length"),
        ('{"a": 1, "a": 2}', "not JSON"),
        ("", "not JSON"),
    ],
)
def test_lists_that_are_no_array_are_refused(tmp_path, text, sentence):
    (tmp_path / "a.json").write_text(text)
    with pytest.raises(UserError, match=sentence):
        open_array(tmp_path / "a.json")


def test_lists_are_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr(json_array, "MOST_VALUES", 100)
    (tmp_path / "a.json").write_text(json.dumps(list(range(1000))))
    with pytest.raises(UserError, match="more than 100 values"):
        open_array(tmp_path / "a.json")


def test_an_empty_list_is_an_empty_array(tmp_path):
    (tmp_path / "a.json").write_text("[[], []]")
    assert open_array(tmp_path / "a.json").array.shape == (2, 0)


# --- pictures ---


def test_a_picture_is_an_array(tmp_path):
    pixels = np.random.default_rng(0).integers(0, 256, (5, 7, 3), np.uint8)
    Image.fromarray(pixels).save(tmp_path / "a.png")
    opened = open_array(tmp_path / "a.png")
    assert np.array_equal(opened.array, pixels)
    assert not opened.array.flags.writeable
    assert array_names(tmp_path / "a.png") == ()
    assert describe_array(tmp_path / "a.png")["shape"] == [5, 7, 3]
    with pytest.raises(UserError, match="leave “k” out"):
        open_array(tmp_path / "a.png", "k")


def test_what_is_no_array_is_told_what_would_be_one(tmp_path):
    (tmp_path / "a.xyz").write_bytes(b"hello")
    with pytest.raises(UserError, match=r"\.npy, \.npz.*\.csv.*\.json.*picture"):
        open_array(tmp_path / "a.xyz")

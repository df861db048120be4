"""NumPy archives and tables: equal to what numpy reads, and every usual form of labels and pixels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from own_folders import read_all

from nnviz.core.messages import UserError
from nnviz.core.own_data.archive import read_archive
from nnviz.core.own_data.labels import class_numbers, label_texts
from nnviz.core.own_data.pictures import as_bytes, as_stack
from nnviz.core.own_data.table import read_pixel_table

RNG = np.random.default_rng(0)
PICTURES = RNG.integers(0, 256, (40, 6, 6), dtype=np.uint8)
PICTURES[0, 0, 0] = 255
LABELS = np.arange(40) % 4


def archive(tmp_path, **arrays):
    file = tmp_path / "data.npz"
    np.savez(file, **arrays)
    return read_all(read_archive(file))


def everything(dataset):
    """Return pictures and class names, sorted by the pictures' bytes: independent of the split."""
    pictures = np.concatenate([dataset.x_train, dataset.x_test])
    labels = np.concatenate([dataset.y_train, dataset.y_test])
    names = [dataset.class_names[label] for label in labels]
    return sorted((picture.tobytes(), name) for picture, name in zip(pictures, names, strict=True))


EXPECTED = sorted((picture.tobytes(), str(label)) for picture, label in zip(PICTURES, LABELS, strict=True))


USUAL = [("x", "y"), ("X", "y"), ("images", "labels"), ("data", "target"), ("arr_0", "arr_1")]


@pytest.mark.parametrize("names", USUAL)
def test_archives_by_any_usual_names(tmp_path, names):
    dataset = archive(tmp_path, **{names[0]: PICTURES, names[1]: LABELS})
    assert everything(dataset) == EXPECTED
    assert dataset.picture_shape == (6, 6, 1)
    assert np.bincount(dataset.y_test).tolist() == [2, 2, 2, 2]


def test_the_layout_of_keras_keeps_its_test_part(tmp_path):
    dataset = archive(tmp_path, x_train=PICTURES[:30], y_train=LABELS[:30], x_test=PICTURES[30:], y_test=LABELS[30:])
    np.testing.assert_array_equal(dataset.x_train[..., 0], PICTURES[:30])
    np.testing.assert_array_equal(dataset.y_test, LABELS[30:])


@pytest.mark.parametrize(
    "pictures",
    [
        PICTURES / 255.0,
        (PICTURES / 255.0).astype(np.float32),
        PICTURES.astype(np.float64),
        PICTURES.astype(np.int64),
        PICTURES[..., None],
        PICTURES.reshape(40, 36),
        PICTURES / 127.5 - 1.0,
    ],
    ids=["0..1", "float32", "0..255", "int64", "channel", "rows", "-1..1"],
)
def test_pixels_of_every_usual_range_and_shape(tmp_path, pictures):
    assert everything(archive(tmp_path, x=pictures, y=LABELS)) == EXPECTED


@pytest.mark.parametrize(
    "labels",
    [LABELS[:, None], LABELS.astype(np.float32), np.eye(4)[LABELS], LABELS.astype(str), LABELS.astype("S1")],
    ids=["column", "floats", "one-hot", "text", "bytes"],
)
def test_labels_of_every_usual_form(tmp_path, labels):
    assert everything(archive(tmp_path, x=PICTURES, y=labels)) == EXPECTED


def test_colours_first_or_last(tmp_path):
    colours = RNG.integers(0, 256, (8, 5, 7, 3), dtype=np.uint8)
    np.testing.assert_array_equal(as_stack(colours.transpose(0, 3, 1, 2)), colours)


def test_pictures_without_a_label_or_with_holes_are_left_out(tmp_path):
    pictures, labels = PICTURES / 255.0, LABELS.astype(float)
    pictures[3, 2, 2], labels[5] = np.nan, np.nan
    dataset = archive(tmp_path, x=pictures, y=labels)
    assert dataset.origin.used == 38
    assert [one.name for one in dataset.origin.skipped] == ["3", "5"]
    assert "no numbers" in str(dataset.origin.skipped[0].reason)
    assert "no label" in str(dataset.origin.skipped[1].reason)


@pytest.mark.parametrize(
    ("arrays", "words"),
    [
        ({"x": PICTURES}, "lacks pictures or labels"),
        ({"x": PICTURES, "y": LABELS[:-1]}, "40 pictures (x) but 39 labels"),
        ({"x": PICTURES, "y": np.zeros(40, int)}, "only one class (0)"),
        ({"x": PICTURES, "y": RNG.random(40)}, "are no classes"),
        ({"x": np.zeros((40, 35)), "y": LABELS}, "Pictures cannot have the shape (40, 35)"),
        ({"x": PICTURES * 1000.0, "y": LABELS}, "run from"),
        ({"x": np.array([{}] * 40), "y": LABELS}, "Python objects"),
        ({"x_train": PICTURES, "y_train": LABELS, "x_test": PICTURES[:, :5], "y_test": LABELS}, "those to test on"),
    ],
)
def test_archives_that_cannot_be_used_say_why(tmp_path, arrays, words):
    with pytest.raises(UserError) as caught:
        archive(tmp_path, **arrays)
    assert words in str(caught.value)


# --- tables ---


def table(tmp_path, text):
    file = tmp_path / "pixels.csv"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_all(read_pixel_table(file))


def as_text(labels=LABELS, pictures=PICTURES, last=False, separator=",", heading=False):
    lines = [separator.join([*(["p"] * 36), "class"] if last else ["label", *(["p"] * 36)])] if heading else []
    for label, picture in zip(labels, pictures, strict=True):
        pixels = [str(value) for value in picture.ravel()]
        lines.append(separator.join([*pixels, str(label)] if last else [str(label), *pixels]))
    return "\n".join(lines)


@pytest.mark.parametrize("heading", [False, True])
@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize("separator", [",", ";", "\t", " "])
def test_tables_with_and_without_a_heading_label_first_or_last(tmp_path, heading, last, separator):
    labels = LABELS if heading or not last else [f"kind{label}" for label in LABELS]
    dataset = table(tmp_path, as_text(labels, last=last, separator=separator, heading=heading))
    expected = sorted((picture.tobytes(), str(label)) for picture, label in zip(PICTURES, labels, strict=True))
    assert everything(dataset) == expected


def test_a_label_in_the_last_column_is_found_where_the_first_pixel_never_changes(tmp_path):
    pictures = PICTURES.copy()
    pictures[:, 0, 0] = 0
    expected = sorted((picture.tobytes(), str(label)) for picture, label in zip(pictures, LABELS, strict=True))
    assert everything(table(tmp_path, as_text(pictures=pictures, last=True))) == expected


def test_numbered_columns_and_a_numbering_of_the_rows_are_no_pixels(tmp_path):
    lines = ["," + ",".join(["label", *(str(place) for place in range(36))])]
    for number, (label, picture) in enumerate(zip(LABELS, PICTURES, strict=True)):
        lines.append(",".join(map(str, [number, label, *picture.ravel()])))
    assert everything(table(tmp_path, "\n".join(lines))) == EXPECTED


def test_shares_of_one_with_a_decimal_comma_and_another_alphabet(tmp_path):
    names = np.array(["maçã", "uva"])[LABELS % 2]
    text = as_text(names, np.round(PICTURES / 255.0, 6), separator=";").replace(".", ",")
    dataset = table(tmp_path, text.encode("latin-1"))
    assert dataset.class_names == ("maçã", "uva")
    found = {picture for picture, _ in everything(dataset)}
    assert found == {picture.tobytes() for picture in PICTURES}


def test_rows_that_lack_something_are_told_by_their_line(tmp_path):
    lines = as_text(heading=True).split("\n")
    lines[3] = "," + lines[3].split(",", 1)[1]
    lines[5] = lines[5].rsplit(",", 1)[0] + ","
    lines[7] = lines[7].rsplit(",", 1)[0]
    lines[9] = lines[9].rsplit(",", 1)[0] + ",black"
    dataset = table(tmp_path, "\n".join(lines))
    assert dataset.origin.used == 36
    assert [str(one.reason) for one in dataset.origin.skipped] == [
        "Line 4 has no label.",
        "Line 6 lacks a value.",
        "Line 8 has 36 values instead of 37.",
        "Line 10 holds “black” where a number ought to be.",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "holds no pictures"),
        ("label,a\n", "holds no pictures"),
        ("1,2,3\n2,3,4\n", "cannot have the shape (2, 2)"),
        ("label,p,p,p,p\n1,1,2,3,4\n1,3,4,5,6\n", "only one class (1)"),
        ("a,x,x,x,x\nb,x,x,x,x\nc,1,2\n", "None of the 2 rows"),
    ],
)
def test_tables_that_cannot_be_used_say_why(tmp_path, text, words):
    with pytest.raises(UserError) as caught:
        table(tmp_path, text)
    assert words in str(caught.value)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["3", "7", "12", " 7", "7.0", "cat", "ñandú"]), min_size=2, max_size=30))
def test_class_numbers_stand_for_their_names(labels):
    try:
        numbers, names = class_numbers(labels)
    except UserError:
        assert len({float(label) if label.strip()[0].isdigit() else label for label in labels}) == 1
        return
    assert len(set(names)) == len(names)
    assert set(numbers.tolist()) == set(range(len(names)))
    for number, label in zip(numbers, labels, strict=True):
        same = names[number] == label
        assert same or float(names[number]) == float(label)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_no_text_ends_otherwise_than_in_data_or_a_sentence(tmp_path_factory, data):
    try:
        dataset = table(tmp_path_factory.mktemp("csv"), data)
    except UserError:
        return
    assert dataset.x_train.dtype == np.uint8


@given(st.lists(st.integers(0, 9), min_size=2, max_size=50))
def test_columns_of_classes_say_what_whole_numbers_say(labels):
    numbers = np.array(labels)
    assert label_texts(np.eye(10)[numbers]) == label_texts(numbers)


def test_whole_bytes_stay_as_they_are():
    assert as_bytes(PICTURES) is PICTURES
    np.testing.assert_array_equal(as_bytes((PICTURES > 90).astype(np.uint8)), (PICTURES > 90) * np.uint8(255))

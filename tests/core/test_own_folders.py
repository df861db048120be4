"""Folders of pictures: what Pillow reads, in Keras' order of classes, and everything that can be wrong with them."""

from __future__ import annotations

import numpy as np
import pytest
from own_folders import make_folder, read_all
from PIL import Image

from nnviz.core.messages import UserError
from nnviz.core.own_data.drawings import (
    class_folder_name,
    drawing_counts,
    keep_drawing,
    read_drawings,
    remove_drawing,
    restore_drawing,
)
from nnviz.core.own_data.folder import list_pictures, read_folder
from nnviz.core.preparation import prepare


def by_file(dataset):
    """Return every picture by the name of its file and its class."""
    files = [*dataset.origin.train_files, *dataset.origin.test_files]
    pictures = np.concatenate([dataset.x_train, dataset.x_test])
    labels = np.concatenate([dataset.y_train, dataset.y_test])
    return {file: (picture, int(label)) for file, picture, label in zip(files, pictures, labels, strict=True)}


def test_pictures_and_labels_are_those_that_pillow_reads(tmp_path):
    make_folder(tmp_path, ("zebra", "ant", "Bär"))
    dataset = read_all(read_folder(tmp_path))
    assert dataset.class_names == ("Bär", "ant", "zebra")
    found = by_file(dataset)
    assert len(found) == 18
    for path in tmp_path.glob("*/*.png"):
        picture, label = found[str(path)]
        np.testing.assert_array_equal(picture, np.asarray(Image.open(path)))
        assert dataset.class_names[label] == path.parent.name
    assert dataset.origin.notices == ()


def test_a_fifth_of_every_class_is_held_for_the_test_and_always_the_same(tmp_path):
    make_folder(tmp_path, count=10)
    first, again = read_all(read_folder(tmp_path)), read_all(read_folder(tmp_path))
    assert np.bincount(first.y_test).tolist() == [2, 2]
    assert np.bincount(first.y_train).tolist() == [8, 8]
    assert first.origin.test_files == again.origin.test_files


@pytest.mark.parametrize("part", ["test", "val", "Validation"])
def test_a_folder_to_learn_from_and_one_to_test_on(tmp_path, part):
    make_folder(tmp_path / "train", count=4)
    make_folder(tmp_path / part, count=3, seed=1)
    dataset = read_all(read_folder(tmp_path))
    assert (len(dataset.x_train), len(dataset.x_test)) == (8, 6)
    assert all(f"/{part}/" in file for file in dataset.origin.test_files)


def test_a_class_that_only_the_test_part_has_is_left_out_and_named(tmp_path):
    make_folder(tmp_path / "train", count=4)
    make_folder(tmp_path / "test", ("cão", "gato", "rã"), count=2)
    dataset = read_all(read_folder(tmp_path))
    assert dataset.class_names == ("cão", "gato")
    assert len(dataset.x_test) == 4
    assert "rã" in str(dataset.origin.notices[0])


def test_mixed_sizes_become_the_most_frequent_one_as_pillow_reduces(tmp_path):
    make_folder(tmp_path, count=6)
    large = np.random.default_rng(3).integers(0, 255, (24, 20, 3), dtype=np.uint8)
    Image.fromarray(large).save(tmp_path / "gato" / "large.png")
    dataset = read_all(read_folder(tmp_path))
    assert dataset.picture_shape == (12, 10, 3)
    assert dataset.origin.resized == 1
    assert "1 of 13" in str(dataset.origin.notices[0])
    expected = np.asarray(Image.fromarray(large).resize((10, 12), Image.Resampling.BOX), np.int64)
    found = by_file(dataset)[str(tmp_path / "gato" / "large.png")][0].astype(np.int64)
    assert np.abs(found - expected).max() <= 1


def test_large_pictures_are_reduced_in_proportion(tmp_path):
    make_folder(tmp_path, count=3, shape=(300, 400))
    dataset = read_all(read_folder(tmp_path))
    assert dataset.picture_shape == (96, 128, 1)
    assert dataset.origin.resized == 6


def test_pictures_are_grey_when_all_are_grey_however_they_are_stored(tmp_path):
    made = make_folder(tmp_path, count=4, shape=(9, 9))
    Image.fromarray(made["gato"][0]).convert("RGB").save(tmp_path / "gato" / "000.png")
    dataset = read_all(read_folder(tmp_path))
    assert dataset.picture_shape == (9, 9, 1)
    red = np.zeros((9, 9, 3), np.uint8)
    red[..., 0] = 200
    Image.fromarray(red).save(tmp_path / "gato" / "red.png")
    coloured = read_all(read_folder(tmp_path))
    assert coloured.picture_shape == (9, 9, 3)
    picture, _ = by_file(coloured)[str(tmp_path / "cão" / "001.png")]
    np.testing.assert_array_equal(picture, np.repeat(made["cão"][1][..., None], 3, axis=2))


def test_what_cannot_be_read_is_named_and_left_out(tmp_path):
    make_folder(tmp_path)
    (tmp_path / "gato" / "broken.png").write_bytes((tmp_path / "gato" / "000.png").read_bytes()[:60])
    (tmp_path / "gato" / "notes.txt").write_text("não é imagem")
    (tmp_path / "gato" / ".hidden").write_text("x")
    (tmp_path / "gato" / "Thumbs.db").write_text("x")
    dataset = read_all(read_folder(tmp_path))
    assert len(by_file(dataset)) == 12
    assert [one.name for one in dataset.origin.skipped] == ["gato/broken.png", "gato/notes.txt"]
    assert "damaged" in str(dataset.origin.skipped[0].reason)
    assert str(tmp_path) not in str(dataset.origin.skipped[0].reason)
    assert "2 left out, 12 pictures" in str(dataset.origin.notices[0])


def test_a_class_without_a_usable_picture_is_no_class(tmp_path):
    make_folder(tmp_path)
    (tmp_path / "vazio").mkdir()
    (tmp_path / "vazio" / "a.png").write_bytes(b"")
    dataset = read_all(read_folder(tmp_path))
    assert dataset.class_names == ("cão", "gato")
    assert [one.name for one in dataset.origin.skipped] == ["vazio/a.png", "vazio"]


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda folder: make_folder(folder, ("gato",)), "only one class (gato)"),
        (lambda folder: (folder / "a.png").write_bytes(b""), "no folders of pictures"),
        (lambda folder: (folder / "empty").mkdir(), "no folders of pictures"),
    ],
)
def test_folders_that_teach_nothing_are_refused_in_a_sentence(tmp_path, make, words):
    make(tmp_path)
    with pytest.raises(UserError) as caught:
        list_pictures(tmp_path)
    assert words in str(caught.value)


def test_a_folder_of_which_nothing_can_be_read(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.png").write_bytes(b"no")
    with pytest.raises(UserError, match=r"None of the 2 files .* a/x.png"):
        read_all(read_folder(tmp_path))


def test_single_pictures_leave_nothing_to_test_on(tmp_path):
    make_folder(tmp_path, count=1)
    with pytest.raises(UserError, match="nothing is left to test on"):
        read_all(read_folder(tmp_path))


def test_progress_counts_files(tmp_path):
    make_folder(tmp_path, count=3)
    assert list(read_folder(tmp_path))[:6] == [(number, 6) for number in range(1, 7)]


# --- drawings ---


@pytest.fixture
def paper():
    picture = np.full((140, 140), 255, np.uint8)
    picture[20:120, 60:75] = 0
    return picture


def test_kept_drawings_are_learnt_from_as_the_drawing_panel_asks_about_them(tmp_path, paper):
    for label in "17":
        for _ in range(3):
            keep_drawing(tmp_path, label, paper)
    assert drawing_counts(tmp_path) == {"1": 3, "7": 3}
    dataset = read_all(read_drawings(tmp_path))
    assert dataset.class_names == ("1", "7")
    expected = np.rint(prepare(paper).image * 255).astype(np.uint8)
    for picture in dataset.x_train:
        np.testing.assert_array_equal(picture, expected)


def test_other_classes_keep_the_paper_white(tmp_path, paper):
    for label in ("house", "tree"):
        for _ in range(2):
            keep_drawing(tmp_path, label, paper)
    dataset = read_all(read_drawings(tmp_path))
    assert dataset.x_train[0, 0, 0, 0] == 255


def test_a_drawing_is_removed_and_comes_back(tmp_path, paper):
    files = [keep_drawing(tmp_path, label, paper) for label in "0011"]
    aside = remove_drawing(tmp_path, files[0])
    assert not files[0].exists()
    assert drawing_counts(tmp_path) == {"0": 1, "1": 2}
    assert len(list_pictures(tmp_path)) == 3, "what was put aside is no class"
    assert restore_drawing(tmp_path, aside) == files[0]
    assert drawing_counts(tmp_path) == {"0": 2, "1": 2}


def test_no_drawings_yet(tmp_path):
    with pytest.raises(UserError, match="choose Keep"):
        read_all(read_drawings(tmp_path / "none"))


@pytest.mark.parametrize("label", ["", "  ", "../up", "a/b", "nul\0", ".hidden", "x" * 99, "a:b"])
def test_names_that_are_no_folder_are_refused(tmp_path, paper, label):
    with pytest.raises(UserError, match="cannot be called"):
        keep_drawing(tmp_path, label, paper)
    assert not list(tmp_path.iterdir())


def test_names_in_any_script_are_fine():
    assert [class_folder_name(name) for name in ("maçã", "犬", "ю 2")] == ["maçã", "犬", "ю 2"]

"""Data of one's own on its way through the engine: loaded once, trained on, described, reported."""

from __future__ import annotations

import os

import numpy as np
import pytest
from own_folders import make_folder
from PIL import Image

from nnviz import paths
from nnviz.cli import main
from nnviz.core.data_description import describe
from nnviz.core.dataset_parts import part_sizes, training_parts
from nnviz.core.experiment import Experiment
from nnviz.core.messages import UserError
from nnviz.core.own_data.drawings import keep_drawing
from nnviz.core.own_data.reference import reference_to
from nnviz.engine import commands, events
from nnviz.engine.datasets import load_dataset
from nnviz.engine.download import DownloadCancelledError
from nnviz.engine.live_data import describe_data
from nnviz.engine.run_tables import read_epochs
from nnviz.engine.training_command import train


def bars(count=30, side=8):
    """Two kinds of pictures that one epoch tells apart: a bright row, or a bright column."""
    pictures = np.random.default_rng(0).integers(0, 50, (count, side, side), dtype=np.uint8)
    labels = np.arange(count) % 2
    pictures[labels == 0, 3] = 255
    pictures[labels == 1, :, 3] = 255
    return pictures, labels


def write(kind, folder):
    """Write the bars as data of a kind and return its path."""
    pictures, labels = bars()
    if kind == "npz":
        np.savez(folder / "bars.npz", x=pictures, y=labels)
        return folder / "bars.npz"
    if kind == "csv":
        np.savetxt(folder / "bars.csv", np.c_[labels, pictures.reshape(len(labels), -1)], "%d", ",")
        return folder / "bars.csv"
    target = folder / "bars" if kind == "folder" else paths.drawings_folder()
    for picture, label in zip(pictures, labels, strict=True):
        keep_drawing(target, ("row", "column")[label], 255 - picture if kind == "drawings" else picture)
    return target


@pytest.mark.parametrize("kind", ["folder", "npz", "csv", "drawings"])
def test_an_epoch_on_each_kind_of_data(tmp_path, kind):
    place = write(kind, tmp_path)
    data = "" if kind == "drawings" else str(place)
    result = train(Experiment(dataset=kind, data=data, architecture="mlp", epochs=1, batch_size=4), tmp_path / "run")
    assert len(result["epochs"]) == len(read_epochs(tmp_path / "run")) == 1
    assert (tmp_path / "run" / "best.keras").is_file()
    dataset = load_dataset(kind, data=data)
    assert (len(dataset.y_train), len(dataset.y_test)) == (24, 6)


def test_the_command_line_names_what_is_left_out_and_goes_on(tmp_path, capfd):
    place = write("folder", tmp_path)
    for number in range(30):
        (place / "row" / f"broken-{number:02}.png").write_bytes(b"x")
    words = ["train", "--dataset", "folder", "--data", str(place), "--architecture", "mlp", "--epochs", "1"]
    assert main([*words, "--out", str(tmp_path / "run"), "--json"]) == 0
    told = capfd.readouterr().err
    assert "30 left out, 30 pictures are used" in told
    assert "row/broken-05.png" in told
    assert "… and 10 more" in told
    assert main(["train", "--experiment", str(tmp_path / "run" / "experiment.json"), "--out", str(tmp_path / "2")]) == 0


def test_data_that_is_not_there_is_a_sentence(tmp_path, capfd):
    words = ["train", "--dataset", "folder", "--architecture", "mlp", "--epochs", "1", "--out", str(tmp_path / "run")]
    assert main(words) != 0
    assert "not said where the data lies" in capfd.readouterr().err
    with pytest.raises(UserError, match="no file"):
        load_dataset("npz", data=str(tmp_path / "gone.npz"))
    with pytest.raises(UserError, match="no folder"):
        load_dataset("folder", data=str(tmp_path / "gone"))


def test_data_is_read_once_until_it_changes(tmp_path):
    place = write("folder", tmp_path)
    reference = reference_to("folder", str(place))
    first = load_dataset(reference)
    assert load_dataset("folder", data=str(place)) is first
    Image.fromarray(bars()[0][0]).save(place / "row" / "more.png")
    changed = load_dataset(reference)
    assert changed.origin.used == 31
    file = place / "row" / "more.png"
    os.utime(file, ns=(1, 1))
    assert load_dataset(reference) is not changed


def test_reading_is_followed_and_stopped(tmp_path):
    make_folder(tmp_path, count=10)
    heard = []
    load_dataset("folder", data=str(tmp_path), progress=lambda done, total: heard.append((done, total)))
    assert heard[-1] == (20, 20)
    Image.fromarray(np.zeros((12, 10, 3), np.uint8)).save(tmp_path / "gato" / "new.png")
    with pytest.raises(DownloadCancelledError, match="was stopped"):
        load_dataset("folder", data=str(tmp_path), cancelled=lambda: True)


def describe_all(reference):
    heard = []
    for _ in describe_data(commands.DescribeData(reference), lambda name, _: load_dataset(name), heard.append):
        pass
    return heard


def test_a_description_counts_and_averages_as_numpy_does(tmp_path):
    reference = reference_to("folder", str(write("folder", tmp_path)))
    ready = describe_all(reference)[-1]
    assert isinstance(ready, events.DataReady)
    dataset, found = ready.dataset, ready.description
    np.testing.assert_array_equal(found.train_counts, np.bincount(dataset.y_train))
    np.testing.assert_array_equal(found.test_counts, np.bincount(dataset.y_test))
    np.testing.assert_allclose(found.mean, dataset.x_train.mean(axis=0))
    for label in range(2):
        np.testing.assert_allclose(found.class_means[label], dataset.x_train[dataset.y_train == label].mean(axis=0))
    assert (found.low, found.high) == (dataset.x_train.min(), dataset.x_train.max())
    assert found.imbalance == 1.0


def test_digits_are_described_in_pieces():
    ready = describe_all("digits")[-1]
    assert ready.description.train_counts.sum() == len(ready.dataset.y_train)
    fractions = list(describe(ready.dataset))
    assert fractions[-1] == 1.0


def test_a_set_that_is_elsewhere_is_not_fetched():
    (ready,) = describe_all("mnist")
    assert ready.dataset is None
    assert ready.missing_bytes > 1_000_000


@pytest.mark.parametrize(("subset", "split"), [(1.0, 0.0), (0.3, 0.0), (1.0, 0.25), (0.37, 0.5), (0.01, 0.1)])
def test_the_sizes_that_are_told_are_those_of_the_parts(subset, split):
    whole = load_dataset("digits")
    parts = training_parts(whole, subset, split)
    learnt, held = part_sizes(np.bincount(whole.y_train), subset, split)
    assert learnt == len(parts.y_train)
    assert held == (len(parts.y_test) if held else 0)

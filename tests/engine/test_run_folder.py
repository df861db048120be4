"""A training on disk: written whole, read back, and never ended by a full disk."""

from __future__ import annotations

import errno
import json
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from small_training import bars_dataset, small_model

from nnviz.core.experiment import Experiment
from nnviz.core.messages import UserError
from nnviz.core.training import BatchRecord, EpochRecord
from nnviz.engine import run_folder
from nnviz.engine.model_file import load_model
from nnviz.engine.run_folder import RunFolder, new_run_folder
from nnviz.engine.run_tables import read_batches, read_epochs
from nnviz.engine.training_loop import Training

BATCHES = [BatchRecord(1, 1, 2.25, 0.125, 0.001), BatchRecord(2, 1, 1.5, 0.5, 0.001)]
EPOCH = EpochRecord(1, 2, 1.875, 0.3125, 1.75, 0.4, 0.25)


@pytest.fixture
def problems():
    return []


@pytest.fixture
def folder(tmp_path, problems):
    return RunFolder(tmp_path / "run", problems.append)


class FullDisk:
    """Lets no file be opened for writing rows while it is full."""

    def __init__(self, monkeypatch):
        self.full = False
        self._open = Path.open
        disk = self

        def open_file(path, mode="r", *rest, **options):
            file = disk._open(path, mode, *rest, **options)
            return HalfWriter(file, disk) if mode == "ab" else file

        monkeypatch.setattr(Path, "open", open_file)


class HalfWriter:
    """Writes half of what it is given, then finds the disk full."""

    def __init__(self, file, disk):
        self._file, self._disk = file, disk

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self._file.close()

    def truncate(self, size):
        self._file.truncate(size)

    def write(self, data):
        if not self._disk.full:
            return self._file.write(data)
        self._file.write(data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")


def test_figures_are_read_back_as_they_were(folder, problems):
    folder.write_experiment(Experiment(seed=3))
    for record in BATCHES:
        folder.add_batch(record)
    folder.add_epoch(EPOCH)
    folder.close()
    assert read_batches(folder.path) == BATCHES
    assert read_epochs(folder.path) == [EPOCH]
    assert Experiment.from_dict(json.loads((folder.path / "experiment.json").read_text())) == Experiment(seed=3)
    assert (folder.path / "metrics.csv").read_text().splitlines()[0] == "step,epoch,loss,accuracy,learning_rate"
    assert problems == []


def test_rows_are_on_disk_at_the_end_of_each_epoch(folder):
    folder.write_experiment(Experiment())
    folder.add_batch(BATCHES[0])
    assert read_batches(folder.path) == []
    folder.add_epoch(EPOCH)
    assert read_batches(folder.path) == BATCHES[:1]


def test_numbers_that_are_none_are_read_back(folder):
    folder.add_epoch(replace(EPOCH, val_loss=float("nan"), val_accuracy=float("inf")))
    back = read_epochs(folder.path)[0]
    assert np.isnan(back.val_loss)
    assert np.isinf(back.val_accuracy)


def test_a_folder_used_again_holds_the_new_training_only(folder):
    folder.add_batch(BATCHES[0])
    folder.close()
    again = RunFolder(folder.path)
    again.add_batch(BATCHES[1])
    again.close()
    assert read_batches(folder.path) == [BATCHES[1]]


def test_a_full_disk_is_told_once_and_the_rows_come_later(folder, problems, monkeypatch):
    disk = FullDisk(monkeypatch)
    folder.write_experiment(Experiment())
    disk.full = True
    for _ in range(3):
        folder.add_batch(BATCHES[0])
        folder.add_epoch(EPOCH)
    assert len(problems) == 1
    assert "No space left" in str(problems[0])
    assert "goes on" in str(problems[0])
    disk.full = False
    folder.add_batch(BATCHES[1])
    folder.close()
    assert read_batches(folder.path) == [BATCHES[0]] * 3 + [BATCHES[1]]
    assert read_epochs(folder.path) == [EPOCH] * 3


def test_without_a_listener_a_full_disk_is_survived_too(tmp_path, monkeypatch):
    FullDisk(monkeypatch).full = True
    RunFolder(tmp_path / "run").add_epoch(EPOCH)


def test_a_place_that_is_a_file_is_a_problem_not_an_end(tmp_path, problems):
    (tmp_path / "run").write_text("in the way")
    folder = RunFolder(tmp_path / "run", problems.append)
    folder.write_experiment(Experiment())
    folder.save_last(small_model())
    assert len(problems) == 1
    assert (tmp_path / "run").read_text() == "in the way"


def test_models_are_kept_and_the_best_without_its_optimizer(folder, problems):
    model = small_model()
    list(Training(model, bars_dataset(), Experiment(epochs=1)).advance())
    folder.save_last(model)
    folder.save_best(model)
    assert problems == []
    for name in ("last.keras", "best.keras"):
        for old, new in zip(model.get_weights(), load_model(folder.path / name).get_weights(), strict=True):
            np.testing.assert_array_equal(old, new)
    assert 1.4 * (folder.path / "best.keras").stat().st_size < (folder.path / "last.keras").stat().st_size
    assert model.optimizer is not None


def test_a_model_that_cannot_be_saved_is_a_problem_not_an_end(folder, problems, monkeypatch):
    model = small_model()

    def full(path):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(model, "save", full)
    folder.save_last(model)
    assert "No space left" in str(problems[0])
    assert not (folder.path / "last.keras").exists()


def test_new_folders_are_named_by_time_and_never_twice_the_same(tmp_path):
    made = [new_run_folder(tmp_path / "runs", "mnist lenet/1") for _ in range(3)]
    assert len(set(made)) == 3
    for path in made:
        assert path.is_dir()
        assert re.fullmatch(r"\d{8}-\d{6}-mnist-lenet-1(-\d)?", path.name)


def test_a_place_where_no_folder_can_be_made_is_a_sentence(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match="cannot be written"):
        new_run_folder(tmp_path / "file" / "runs", "x")


def test_reading_stops_at_a_row_that_is_cut_off(folder):
    folder.add_batch(BATCHES[0])
    folder.add_batch(BATCHES[1])
    folder.close()
    file = folder.path / "metrics.csv"
    file.write_text(file.read_text()[:-3])
    assert read_batches(folder.path) == BATCHES[:1]


def test_a_folder_without_tables_or_with_others_is_a_sentence(tmp_path):
    with pytest.raises(UserError, match=re.escape("metrics.csv")):
        read_batches(tmp_path)
    (tmp_path / "epochs.csv").write_text("a,b\n1,2\n")
    with pytest.raises(UserError, match="should begin with epoch"):
        read_epochs(tmp_path)
    (tmp_path / "epochs.csv").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UserError, match="cannot be read"):
        read_epochs(tmp_path)


def test_two_folders_of_one_second_are_told_apart(tmp_path, monkeypatch):
    class Clock:
        @staticmethod
        def now():
            from datetime import datetime

            return datetime(2026, 1, 2, 3, 4, 5)

    monkeypatch.setattr(run_folder, "datetime", Clock)
    names = [new_run_folder(tmp_path, "a").name for _ in range(2)]
    assert names == ["20260102-030405-a", "20260102-030405-a-2"]

"""Experiments written and read back, and files that are none."""

from __future__ import annotations

import json

import pytest

from nnviz.core.experiment import Experiment
from nnviz.core.experiment_file import experiment_text, read_experiment, read_experiment_text, write_experiment
from nnviz.core.messages import UserError
from nnviz.core.network import KINDS, new_row

CUSTOM = Experiment(
    "mnist", "custom", 3, 100, 0.03, "nesterov", "step", seed=7, layers=tuple(map(new_row, KINDS)), momentum=0.8,
    loss="mean_squared_error", decay=0.1, decay_epochs=2, l1=1e-5, l2=0.001, patience=4, subset=0.25, split=0.1,
    calibrate=True,
)  # fmt: skip


@pytest.mark.parametrize("experiment", [Experiment(), CUSTOM, Experiment("folder", data='C:\\fotos\\"layers": []')])
def test_what_is_written_is_read_back(tmp_path, experiment):
    file = tmp_path / "lesson.json"
    write_experiment(file, experiment)
    assert read_experiment(file) == experiment
    assert json.loads(file.read_text(encoding="utf-8")) == experiment.to_dict()
    assert [path.name for path in tmp_path.iterdir()] == ["lesson.json"]


def test_each_layer_stands_on_a_line_of_its_own():
    lines = experiment_text(CUSTOM).splitlines()
    assert sum('"kind"' in line for line in lines) == len(KINDS)
    assert all(line.count('"kind"') <= 1 for line in lines)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[1]", "null", "[" * 100_000, '{"epochs": -1}', '{"moon": 1}', '{"layers": 3}', '{"learning_rate": NaN}',
     '{"layers": [{"kind": "dense", "size": 3}]}', '{"dataset": null}', '{"l1": true}'],
)  # fmt: skip
def test_what_is_no_experiment_is_a_sentence(tmp_path, text):
    file = tmp_path / "other.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UserError, match=r"other\.json was not opened, and your experiment is as it was"):
        read_experiment(file)
    with pytest.raises(UserError):
        read_experiment_text(text)


def test_other_files_are_a_sentence(tmp_path):
    (tmp_path / "bytes.json").write_bytes(b"\xff\xfe\x00\x80")
    (tmp_path / "huge.json").write_text(" " * 2_000_000)
    for name in ("bytes.json", "huge.json", "absent.json", "."):
        with pytest.raises(UserError, match="was not opened"):
            read_experiment(tmp_path / name)


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path):
    with pytest.raises(UserError, match="was not saved"):
        write_experiment(tmp_path / "absent" / "lesson.json", Experiment())


def test_a_file_of_a_windows_editor_is_read(tmp_path):
    file = tmp_path / "bom.json"
    file.write_text(experiment_text(CUSTOM), encoding="utf-8-sig")
    assert read_experiment(file) == CUSTOM

"""The command line keeps its contract: exit statuses, one sentence, one JSON document."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from nnviz import paths

SAMPLES = sorted((paths.resources() / "samples").glob("*.png"))


def nnviz(*words: object, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, **variables}
    words = [sys.executable, "-m", "nnviz", *map(str, words)]
    return subprocess.run(words, capture_output=True, text=True, env=environment)


def assert_refused(done: subprocess.CompletedProcess[str], *parts: str) -> None:
    assert done.returncode == 2, (done.returncode, done.stdout, done.stderr)
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert "Traceback" not in done.stderr
    for part in parts:
        assert part in done.stderr


def test_every_sample_drawing_is_classified_right():
    done = nnviz("classify", *SAMPLES, "--json")
    assert done.returncode == 0, done.stderr
    results = json.loads(done.stdout)
    assert [result["file"] for result in results] == [str(sample) for sample in SAMPLES]
    assert len(results) >= 20
    for result in results:
        assert result["label"] == int(Path(result["file"]).name[0]), result
        assert result["top"][0] == [result["label"], result["probability"]]


def test_a_text_file_is_not_a_picture(tmp_path):
    file = tmp_path / "notes.png"
    file.write_text("no pixels here")
    assert_refused(nnviz("classify", file), "notes.png")


def test_a_missing_picture_is_named(tmp_path):
    assert_refused(nnviz("classify", tmp_path / "absent.png", "--json"), "absent.png")


def test_an_unknown_option_is_one_sentence():
    assert_refused(nnviz("train", "--dataset", "letters", "--out", "x"), "letters")
    assert_refused(nnviz("--no-such-option"), "--no-such-option")


def test_array_tells_what_is_in_a_file(tmp_path):
    values = np.arange(24, dtype=">f4").reshape(2, 3, 4)
    values[0, 0, 0] = np.nan
    file = tmp_path / "values.npy"
    np.save(file, np.asfortranarray(values))
    done = nnviz("array", file, "--json")
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["shape"] == [2, 3, 4]
    assert result["order"] == "F"
    assert (result["min"], result["max"], result["nan"], result["inf"]) == (1.0, 23.0, 1, 0)


def test_inspect_lists_the_layers_of_the_shipped_model():
    done = nnviz("inspect", paths.shipped_model(), "--json")
    assert done.returncode == 0, done.stderr
    result = json.loads(done.stdout)
    assert result["parameters"] == sum(layer["parameters"] for layer in result["layers"])
    assert result["layers"][-1]["output_shape"][-1] == 10


def test_inspect_refuses_what_is_not_a_model(tmp_path):
    file = tmp_path / "model.keras"
    Image.new("L", (8, 8)).save(file, "PNG")
    assert_refused(nnviz("inspect", file), "model.keras")


def test_training_on_digits_learns_and_leaves_a_run(tmp_path):
    out = tmp_path / "run"
    words = ("train", "--dataset", "digits", "--architecture", "lenet", "--epochs", 5, "--out", out, "--json")
    done = nnviz(*words)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    result = json.loads(done.stdout)
    assert len(result["epochs"]) == 5
    assert max(epoch["val_accuracy"] for epoch in result["epochs"]) > 0.95
    assert result["images_per_second"] > 0
    evaluated = nnviz("evaluate", "--model", result["model"], "--dataset", "digits", "--json")
    assert evaluated.returncode == 0, evaluated.stderr
    assert json.loads(evaluated.stdout)["accuracy"] > 0.95


def test_train_names_what_it_was_not_told(tmp_path):
    assert_refused(nnviz("train", "--dataset", "digits", "--out", tmp_path), "--architecture", "--epochs")


def test_resume_takes_a_folder_and_nothing_beside_it(tmp_path):
    assert_refused(nnviz("train", "--resume", tmp_path, "--epochs", 3, "--out", tmp_path), "--epochs, --out")
    assert_refused(nnviz("train", "--resume", tmp_path), "experiment.json")
    assert_refused(nnviz("train", "--dataset", "digits"), "--out")


def test_screenshot_of_an_unknown_panel_is_refused(tmp_path):
    assert_refused(nnviz("screenshot", "kitchen", "--out", tmp_path / "shots"), "kitchen")


def test_doctor_reports_as_json():
    done = nnviz("doctor", "--json")
    findings = json.loads(done.stdout)
    assert {"Python", "tensorflow", "fonts", "shipped model"} <= {finding["name"] for finding in findings}
    assert done.returncode == (0 if all(finding["ok"] for finding in findings) else 1)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems always have a display")
def test_without_a_display_the_window_says_so():
    environment = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    environment.pop("QT_QPA_PLATFORM", None)
    words = [sys.executable, "-m", "nnviz"]
    done = subprocess.run(words, capture_output=True, text=True, env=environment)
    assert_refused(done)
    environment["DISPLAY"] = ":4711"
    done = subprocess.run(words, capture_output=True, text=True, env=environment)
    assert_refused(done)

"""`train` without a window: its answer, its folder, and what is kept when it is interrupted."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from small_training import bars_dataset, small_model

from nnviz.core.experiment import Experiment
from nnviz.core.messages import UserError
from nnviz.engine import architectures, datasets, events, training_command
from nnviz.engine.evaluation import evaluate
from nnviz.engine.model_file import load_model
from nnviz.engine.run_tables import read_batches, read_epochs
from nnviz.engine.training_command import train

SMALL = Experiment(epochs=3, batch_size=16, learning_rate=0.01)


@pytest.fixture
def small(monkeypatch):
    """Let the command train a small network on few pictures."""
    monkeypatch.setattr(datasets, "load_dataset", lambda *_, **__: bars_dataset())
    monkeypatch.setattr(architectures, "build_experiment", lambda *_: small_model())


def test_the_answer_tells_every_epoch_and_the_best_model(small, tmp_path):
    heard = []
    result = train(SMALL, tmp_path / "run", on_event=heard.append)
    json.dumps(result, allow_nan=False)
    assert set(result) == {"model", "epochs", "images_per_second"}
    assert result["model"] == str(tmp_path / "run" / "best.keras")
    assert [set(epoch) for epoch in result["epochs"]] == [
        {"loss", "accuracy", "val_loss", "val_accuracy", "seconds"}
    ] * 3
    assert result["images_per_second"] > 0
    data = bars_dataset()
    best = evaluate(load_model(tmp_path / "run" / "best.keras"), data.x_test, data.y_test)
    assert best["accuracy"] == max(epoch["val_accuracy"] for epoch in result["epochs"])
    last = evaluate(load_model(tmp_path / "run" / "last.keras"), data.x_test, data.y_test)
    assert last["loss"] == pytest.approx(result["epochs"][-1]["val_loss"], abs=1e-6)
    assert len(read_batches(tmp_path / "run")) == 15
    assert [epoch.val_loss for epoch in read_epochs(tmp_path / "run")] == [
        epoch["val_loss"] for epoch in result["epochs"]
    ]
    assert sum(isinstance(event, events.BatchDone) for event in heard) == 15
    assert sum(isinstance(event, events.EpochDone) for event in heard) == 3
    assert any(isinstance(event, events.RunStarted) for event in heard)


def interrupt_at(step):
    def on_event(event):
        if isinstance(event, events.BatchDone) and event.record.step == step:
            raise KeyboardInterrupt

    return on_event


def test_an_interrupt_keeps_the_finished_epochs(small, tmp_path):
    result = train(SMALL, tmp_path, on_event=interrupt_at(7))
    assert len(result["epochs"]) == 1
    assert result["model"] == str(tmp_path / "best.keras")
    assert len(read_batches(tmp_path)) == 7
    assert len(read_epochs(tmp_path)) == 1
    load_model(tmp_path / "best.keras")


def test_an_interrupt_in_the_first_epoch_keeps_the_network_as_it_is(small, tmp_path):
    result = train(SMALL, tmp_path, on_event=interrupt_at(2))
    assert result["epochs"] == []
    assert result["model"] == str(tmp_path / "last.keras")
    learnt = load_model(tmp_path / "last.keras").get_weights()
    assert any((old != new).any() for old, new in zip(small_model().get_weights(), learnt, strict=True))


def test_a_training_that_fails_leaves_what_was_finished(small, tmp_path, monkeypatch):
    model = small_model()
    monkeypatch.setattr(architectures, "build_experiment", lambda *_: model)

    def spoil(event):
        if isinstance(event, events.BatchDone) and event.record.step == 6:
            model.layers[-1].kernel.assign(np.full(model.layers[-1].kernel.shape, np.nan))

    with pytest.raises(UserError, match="batch 7"):
        train(SMALL, tmp_path, on_event=spoil)
    assert len(read_epochs(tmp_path)) == 1
    assert len(read_batches(tmp_path)) == 6
    load_model(tmp_path / "best.keras")


def test_a_folder_that_cannot_be_written_is_refused_before_anything_is_loaded(tmp_path, monkeypatch):
    def never(*_, **__):
        raise AssertionError("the data were loaded")

    monkeypatch.setattr(datasets, "load_dataset", never)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(UserError, match="Nothing was trained"):
        train(SMALL, tmp_path / "file")


def test_the_progress_of_a_download_is_told(small, tmp_path, monkeypatch):
    def load(name, folder=None, progress=None, cancelled=None):
        progress(50, 200)
        progress(60, None)
        return bars_dataset()

    monkeypatch.setattr(datasets, "load_dataset", load)
    heard = []
    train(Experiment(epochs=1), tmp_path, on_event=heard.append)
    loading = [event.fraction for event in heard if isinstance(event, events.ActivityChanged)]
    assert loading == [None, 0.25, None]


def test_digits_and_the_small_network_are_learnt_for_real(tmp_path):
    result = train(Experiment("digits", "mlp", epochs=3, learning_rate=0.01), tmp_path)
    assert result["epochs"][-1]["val_accuracy"] > 0.8
    assert training_command.BEST in result["model"]


def test_an_experiment_can_ask_for_honest_probabilities(monkeypatch, tmp_path):
    result = train(Experiment(architecture="mlp", epochs=3, batch_size=64, calibrate=True), tmp_path / "run")
    plain = train(Experiment(architecture="mlp", epochs=3, batch_size=64), tmp_path / "plain")
    figures = result["calibration"]
    assert set(figures) == {"temperature", "ece_before", "ece_after"}
    assert "calibration" not in plain
    mended, before = (load_model(Path(run["model"])).layers[-1].get_weights()[0] for run in (result, plain))
    np.testing.assert_allclose(mended * figures["temperature"], before, rtol=1e-5)

"""The engine in a plain thread, without Qt: questions, trainings and refusals."""

from __future__ import annotations

import threading
from time import monotonic

import numpy as np
import pytest

from nnviz.core.experiment import Experiment
from nnviz.core.training import Phase
from nnviz.engine import commands, events
from nnviz.engine.datasets import load_dataset
from nnviz.engine.live import LiveEngine

PATIENCE_S = 120.0


class Listener:
    """Runs an engine and collects what it tells."""

    def __init__(self) -> None:
        self.engine = LiveEngine()
        self.heard: list[events.Event] = []
        self._news = threading.Condition()
        self._thread = threading.Thread(target=self.engine.run, args=(self._hear,))
        self._thread.start()

    def _hear(self, event: events.Event) -> None:
        with self._news:
            self.heard.append(event)
            self._news.notify_all()

    def of(self, kind: type) -> list:
        return [event for event in self.heard if isinstance(event, kind)]

    def wait(self, ready) -> None:
        end = monotonic() + PATIENCE_S
        with self._news:
            assert self._news.wait_for(ready, end - monotonic()), [type(e).__name__ for e in self.heard[-20:]]

    def close(self) -> None:
        self.engine.post(commands.Quit())
        self._thread.join(PATIENCE_S)
        assert not self._thread.is_alive()


@pytest.fixture
def listener():
    made = Listener()
    made.wait(lambda: made.of(events.ModelReady))
    yield made
    made.close()


def phases(listener: Listener) -> list[Phase]:
    return [event.progress.phase for event in listener.of(events.ProgressChanged)]


def test_a_question_is_answered_with_the_tensors_that_are_wanted(listener):
    summary = listener.of(events.ModelReady)[0].summary
    conv = next(layer for layer in summary.layers if layer.type == "Conv2D")
    listener.engine.post(commands.Want(frozenset({conv.id})))
    listener.engine.post(commands.Ask(np.zeros((28, 28, 1), np.float32), 7))
    listener.wait(lambda: listener.of(events.ProbeReady))
    probe = listener.of(events.ProbeReady)[-1].probe
    assert probe.generation == 7
    assert probe.model_id == summary.id
    assert probe.output.shape == (10,)
    assert probe.output.sum() == pytest.approx(1.0, abs=1e-5)
    assert set(probe.tensors) == {conv.id}
    assert not probe.tensors[conv.id].flags.writeable


def test_a_picture_of_the_wrong_shape_is_a_sentence_and_the_engine_goes_on(listener):
    listener.engine.post(commands.Ask(np.zeros((5, 5, 1), np.float32), 1))
    listener.wait(lambda: listener.of(events.Failed))
    listener.engine.post(commands.Ask(np.zeros((28, 28, 1), np.float32), 2))
    listener.wait(lambda: listener.of(events.ProbeReady))
    assert "5" in str(listener.of(events.Failed)[0].error)


def test_a_file_that_is_no_model_leaves_the_live_model_alone(listener, tmp_path):
    file = tmp_path / "odd.keras"
    file.write_bytes(b"not a zip")
    listener.engine.post(commands.OpenModel(str(file)))
    listener.wait(lambda: listener.of(events.Failed))
    assert "odd.keras" in str(listener.of(events.Failed)[0].error)
    assert len(listener.of(events.ModelReady)) == 1


def test_training_is_paused_stepped_asked_refused_twice_and_stopped(listener, tmp_path):
    engine = listener.engine
    experiment = Experiment(architecture="mlp", epochs=200, batch_size=128)
    engine.post(commands.Train(experiment, str(tmp_path / "run"), start_paused=True))
    engine.post(commands.Step())
    listener.wait(lambda: len(listener.of(events.BatchDone)) == 1 and phases(listener)[-1] is Phase.PAUSED)
    engine.post(commands.Ask(np.zeros((28, 28, 1), np.float32), 1))
    listener.wait(lambda: listener.of(events.ProbeReady))
    assert listener.of(events.ProbeReady)[-1].probe.step == 1
    engine.post(commands.Train(experiment))
    listener.wait(lambda: listener.of(events.Failed))
    engine.post(commands.Resume())
    listener.wait(lambda: len(listener.of(events.EpochDone)) >= 1)
    listener.wait(lambda: listener.of(events.ProbeReady)[-1].probe.step > 1)
    engine.post(commands.Stop())
    listener.wait(lambda: phases(listener)[-1] is Phase.STOPPED)
    steps = [event.record.step for event in listener.of(events.BatchDone)]
    assert steps == list(range(1, len(steps) + 1))
    assert {"experiment.json", "metrics.csv", "epochs.csv"} <= {path.name for path in (tmp_path / "run").iterdir()}
    rows = (tmp_path / "run" / "metrics.csv").read_text().splitlines()
    assert len(rows) == len(steps) + 1


def test_a_training_that_runs_to_its_end_says_so(listener):
    listener.engine.post(commands.Train(Experiment(architecture="mlp", epochs=2, batch_size=512)))
    listener.wait(lambda: Phase.FINISHED in phases(listener))
    assert [event.record.epoch for event in listener.of(events.EpochDone)] == [1, 2]
    assert listener.of(events.ProgressChanged)[-1].progress.fraction == 1.0


def test_the_live_model_can_be_saved_and_opened_again(listener, tmp_path):
    file = tmp_path / "kept.keras"
    listener.engine.post(commands.SaveModel(str(file)))
    listener.wait(lambda: listener.of(events.ModelSaved))
    listener.engine.post(commands.OpenModel(str(file)))
    listener.wait(lambda: len(listener.of(events.ModelReady)) == 2)
    first, second = (event.summary for event in listener.of(events.ModelReady))
    assert second.parameters == first.parameters
    assert [layer.output_shape for layer in second.layers] == [layer.output_shape for layer in first.layers]
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith((".", "kept"))] == ["kept.keras"]


def test_a_sample_of_a_data_set_is_sent(listener):
    listener.engine.post(commands.PickSample("digits", "test", 3))
    listener.wait(lambda: listener.of(events.SampleReady))
    sample = listener.of(events.SampleReady)[0].sample
    assert sample.picture.shape == (28, 28, 1)
    assert sample.label_name == str(sample.label)


def test_many_pictures_are_answered_as_each_would_be_alone(listener):
    images = np.random.default_rng(0).random((4, 28, 28, 1), dtype=np.float32)
    listener.engine.post(commands.AskMany(images, 5, "preparation"))
    listener.wait(lambda: listener.of(events.ManyReady))
    many = listener.of(events.ManyReady)[-1]
    assert (many.generation, many.owner) == (5, "preparation")
    assert many.outputs.shape == (4, 10)
    for image, output, score in zip(images, many.outputs, many.digit_scores, strict=True):
        before = len(listener.of(events.ProbeReady))
        listener.engine.post(commands.Ask(image, 1))
        listener.wait(lambda before=before: len(listener.of(events.ProbeReady)) > before)
        probe = listener.of(events.ProbeReady)[-1].probe
        np.testing.assert_allclose(output, probe.output, atol=1e-5)
        assert score == pytest.approx(probe.digit_score, abs=1e-5)


def test_the_nearest_examples_of_a_class_come_from_the_training_part(listener):
    dataset = load_dataset("digits")
    fours = np.flatnonzero(dataset.y_train == 4)
    image = dataset.x_train[fours[10]].astype(np.float32) / 255
    listener.engine.post(commands.FindNearest(image, 4, "digits", 3, 9))
    listener.wait(lambda: listener.of(events.NearestReady))
    answer = listener.of(events.NearestReady)[-1]
    assert (answer.label, answer.label_name, answer.dataset, answer.generation) == (4, "4", "digits", 9)
    assert answer.neighbours.indices[0] == fours[10]
    assert answer.neighbours.distances[0] == 0
    assert set(dataset.y_train[answer.neighbours.indices]) == {4}


def test_a_search_that_fits_no_class_is_refused(listener):
    listener.engine.post(commands.FindNearest(np.zeros((28, 28, 1), np.float32), 10, "digits", 3, 1))
    listener.wait(lambda: listener.of(events.Failed))
    assert "10 classes" in str(listener.of(events.Failed)[-1].error)


def test_a_picture_is_probed_beside_the_drawing(listener):
    summary = listener.of(events.ModelReady)[0].summary
    conv = next(layer for layer in summary.layers if layer.type == "Conv2D")
    keys = frozenset({conv.id})
    held, drawn = np.random.default_rng(0).random((2, 28, 28, 1), dtype=np.float32)
    listener.engine.post(commands.Want(keys))
    listener.engine.post(commands.Ask(drawn, 1))
    listener.wait(lambda: listener.of(events.ProbeReady))
    listener.engine.post(commands.ProbePicture(held, keys, 4, "layers"))
    listener.wait(lambda: listener.of(events.PictureProbed))
    answer = listener.of(events.PictureProbed)[0]
    assert (answer.owner, answer.probe.generation, set(answer.probe.tensors)) == ("layers", 4, {conv.id})
    listener.engine.post(commands.Ask(held, 2))
    listener.wait(lambda: listener.of(events.ProbeReady)[-1].probe.generation == 2)
    expected = listener.of(events.ProbeReady)[-1].probe.tensors[conv.id]
    np.testing.assert_array_equal(answer.probe.tensors[conv.id], expected)
    assert not np.array_equal(expected, listener.of(events.ProbeReady)[0].probe.tensors[conv.id])

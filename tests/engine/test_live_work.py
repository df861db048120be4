"""Long work of the engine: it is told piece by piece, gives way to drawings, and can be given up."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image
from test_live import Listener

from nnviz import paths
from nnviz.core.picture_reading import pictures_among, readings_as_csv, thumbnail_of
from nnviz.engine import commands, events
from nnviz.engine.jobs import Jobs


@pytest.fixture(scope="module")
def listener():
    made = Listener()
    made.wait(lambda: made.of(events.ModelReady))
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _forget(listener):
    del listener.heard[1:]


def test_samples_are_listed_whole(listener):
    listener.engine.post(commands.ListSamples("digits"))
    listener.wait(lambda: listener.of(events.SamplesReady))
    (ready,) = listener.of(events.SamplesReady)
    assert ready.pictures.shape == (len(ready.labels), 28, 28, 1)
    assert ready.class_names == tuple("0123456789")
    assert not ready.pictures.flags.writeable


def test_nothing_is_downloaded_unasked(listener, tmp_path, monkeypatch):
    def fetch(*_):
        raise AssertionError("downloaded")

    monkeypatch.setattr("nnviz.engine.datasets.fetch_files", fetch)
    listener.engine.post(commands.ListSamples("mnist", data_folder=str(tmp_path)))
    listener.wait(lambda: listener.of(events.SamplesReady))
    (ready,) = listener.of(events.SamplesReady)
    assert ready.pictures is None
    assert ready.missing_bytes == 11_490_434


def test_misread_samples_are_found_while_a_drawing_is_answered(listener):
    listener.engine.post(commands.FindMisread("digits"))
    listener.engine.post(commands.Ask(np.zeros((28, 28, 1), np.float32), 3))
    listener.engine.post(commands.ListSamples("digits"))
    listener.wait(lambda: listener.of(events.MisreadReady))
    heard = [type(event) for event in listener.heard]
    assert heard.index(events.ProbeReady) < heard.index(events.MisreadReady)
    progress = listener.of(events.MisreadProgress)
    assert progress[-1].done == progress[-1].total == len(listener.of(events.SamplesReady)[0].labels)
    found, samples = listener.of(events.MisreadReady)[0], listener.of(events.SamplesReady)[0]
    assert 0 < len(found.indices) < 0.2 * len(samples.labels)
    assert np.all(samples.labels[found.indices] != found.predicted)


def test_a_model_that_does_not_fit_is_a_sentence(listener, real_data):
    listener.engine.post(commands.FindMisread("cifar10", data_folder=str(real_data)))
    listener.wait(lambda: listener.of(events.Failed))
    assert listener.of(events.Failed)[0].during == "FindMisread"


def test_many_pictures_are_read_and_a_broken_one_is_listed(listener, tmp_path):
    samples = sorted((paths.resources() / "samples").glob("*.png"))
    seven = next(file for file in samples if file.name.startswith("7"))
    folder = tmp_path / "pictures"
    folder.mkdir()
    (folder / "b.png").write_bytes(seven.read_bytes())
    (folder / "a.png").write_bytes(b"no picture")
    Image.new("L", (40, 40), 255).save(folder / "c.png")
    (folder / "notes.txt").write_text("not listed")
    listener.engine.post(commands.ReadPictures((str(folder), str(tmp_path / "gone.png")), 5))
    listener.wait(lambda: len(listener.of(events.PictureRead)) == 4)
    (listed,) = listener.of(events.PicturesListed)
    assert (listed.batch, listed.total, listed.cut) == (5, 4, False)
    read = {event.reading.path.rsplit("/", 1)[1]: event.reading for event in listener.of(events.PictureRead)}
    assert list(read) == ["a.png", "b.png", "c.png", "gone.png"]
    assert "a.png" in str(read["a.png"].error)
    assert (read["b.png"].label, read["b.png"].verdict) == (7, "digit")
    assert read["b.png"].thumbnail.shape[0] <= 56
    assert (read["c.png"].label, read["c.png"].verdict) == (None, "blank")
    assert "gone.png" in str(read["gone.png"].error)
    table = readings_as_csv(list(read.values())).splitlines()
    assert len(table) == 5
    assert "7,7," in table[2]


def test_work_is_given_up(listener, tmp_path):
    for number in range(40):
        Image.new("L", (300, 300), number).save(tmp_path / f"{number:02}.png")
    listener.engine.post(commands.ReadPictures((str(tmp_path),)))
    listener.wait(lambda: listener.of(events.PictureRead))
    listener.engine.post(commands.StopJob("ReadPictures"))
    listener.engine.post(commands.ListSamples("digits"))
    listener.wait(lambda: listener.of(events.SamplesReady))
    count = len(listener.of(events.PictureRead))
    listener.engine.post(commands.ListSamples("digits"))
    listener.wait(lambda: len(listener.of(events.SamplesReady)) == 2)
    assert len(listener.of(events.PictureRead)) == count < 40


def test_folders_are_listed_by_name_up_to_a_limit(tmp_path):
    for name in ("b/2.png", "a/1.jpg", "0.PNG", "b/notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"")
    every, cut = pictures_among([str(tmp_path)])
    assert [file.removeprefix(f"{tmp_path}/") for file in every] == ["0.PNG", "a/1.jpg", "b/2.png"]
    assert not cut
    few, cut = pictures_among([str(tmp_path)], limit=2)
    assert len(few) == 2
    assert cut


@pytest.mark.parametrize("shape", [(10, 20), (400, 100), (3000, 2000, 3), (1, 900)])
def test_thumbnails_keep_the_aspect(shape):
    small = thumbnail_of(np.full(shape, 200, np.uint8))
    assert max(small.shape[:2]) <= 56
    assert small.shape[2:] == shape[2:]
    np.testing.assert_array_equal(np.unique(small), [200])


def test_a_job_that_fails_ends_and_the_others_go_on():
    steps = []

    def good():
        for number in range(3):
            steps.append(number)
            yield

    def bad():
        yield
        raise ValueError

    failed = []

    def guard(step, name):
        try:
            step()
        except ValueError:
            failed.append(name)

    jobs = Jobs()
    jobs.start("good", good())
    jobs.start("bad", bad())
    while jobs:
        jobs.advance(guard)
    assert steps == [0, 1, 2]
    assert failed == ["bad"]

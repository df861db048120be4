"""The patches that are found against a plain Keras sub-model and brute force slicing."""

from __future__ import annotations

import keras
import numpy as np
import pytest
from keras import layers
from test_live import Listener

from nnviz.core.dataset import Dataset
from nnviz.core.messages import UserError
from nnviz.core.patch import Window, cut_out, patch_colours, square_tiles
from nnviz.engine import commands, events
from nnviz.engine.attribution.traces import Traces
from nnviz.engine.exciting import find_exciting
from nnviz.engine.prober import Prober

RNG = np.random.default_rng(5)
PICTURES = RNG.integers(0, 256, (37, 14, 12, 1), np.uint8)
LABELS = np.arange(37) % 3
DATA = Dataset("made", PICTURES[:5], LABELS[:5], PICTURES, LABELS, ("a", "b", "c"))


def network(padding="same", shape=(14, 12, 1)):
    picture = keras.Input(shape, name="picture")
    x = layers.Conv2D(4, 3, padding=padding, name="first", kernel_initializer=keras.initializers.GlorotUniform(1))(
        picture
    )
    x = layers.MaxPooling2D(2, name="pool")(x)
    x = layers.Conv2D(5, 3, activation="tanh", name="second", kernel_initializer=keras.initializers.GlorotUniform(2))(x)
    x = layers.GlobalAveragePooling2D(name="mean")(x)
    x = layers.Dense(3, activation="softmax", name="scores", kernel_initializer=keras.initializers.GlorotUniform(3))(x)
    return keras.Model(picture, x)


def search(model, layer_id, dataset=DATA, **options):
    told = []
    prober = Prober(model, "m")
    command = commands.FindExcitingPatches(layer_id, dataset.name, **options)
    for _ in find_exciting(command, dataset, prober.summary, Traces(model), told.append):
        pass
    return told[-1].excitement, prober.summary


def by_keras(model, layer_id):
    part = keras.Model(model.input, model.get_layer(layer_id).output)
    return np.asarray(part(PICTURES.astype(np.float32) / 255.0)).astype(np.float32)


@pytest.mark.parametrize("lowest", [False, True])
@pytest.mark.parametrize("layer_id", ["first", "pool", "second", "scores"])
def test_values_are_those_of_a_plain_sub_model(layer_id, lowest):
    model = network()
    found, summary = search(model, layer_id, count=6, lowest=lowest)
    values = by_keras(model, layer_id)
    flat = values.reshape(len(values), -1, values.shape[-1])
    best = flat.min(axis=1) if lowest else flat.max(axis=1)
    wanted = np.sort(best, axis=0) if lowest else -np.sort(-best, axis=0)
    np.testing.assert_allclose(found.ranking.values.T, wanted[:6], rtol=1e-4, atol=1e-6)
    classes = np.asarray(model(PICTURES / np.float32(255))).argmax(axis=1)
    for channel in found.channels:
        for one in found.best_of(summary, channel):
            assert values[(one.picture, *one.unit)] == pytest.approx(one.value, rel=1e-4, abs=1e-6)
            assert (one.label, one.predicted) == (LABELS[one.picture], classes[one.picture])
            assert one.unit[-1] == channel
    assert found.complete
    assert found.total == 37


def test_with_several_a_picture_may_take_more_places():
    model = network()
    found, _ = search(model, "first", count=9, several=True)
    values = by_keras(model, "first")
    wanted = -np.sort(-values.reshape(-1, 4), axis=0)[:9]
    np.testing.assert_allclose(found.ranking.values.T, wanted, rtol=1e-4, atol=1e-6)
    once, _ = search(model, "first", count=9)
    for row in once.ranking.pictures:
        assert len(set(row.tolist())) == 9


def test_one_channel_is_the_same_as_among_all():
    model = network()
    every, _ = search(model, "second", count=4)
    one, _ = search(model, "second", count=4, channel=3)
    assert one.channels == (3,)
    np.testing.assert_allclose(one.ranking.values[0], every.ranking.values[3], rtol=1e-5)
    np.testing.assert_array_equal(one.ranking.pictures[0], every.ranking.pictures[3])


def test_a_patch_is_what_brute_force_slicing_gives():
    """`first` pads one pixel and sees 3 x 3; `second` sees 3 x 3 pools of 2 x 2 of those: 8 x 8, stepping by 2."""
    model = network()
    padded = np.pad(PICTURES, ((0, 0), (1, 1), (1, 1), (0, 0)))
    for layer_id, size, stride in (("first", 3, 1), ("second", 8, 2)):
        found, summary = search(model, layer_id, count=20)
        seen_rim = False
        for channel in found.channels:
            for one in found.best_of(summary, channel):
                row, column = stride * one.unit[0], stride * one.unit[1]
                wanted = padded[one.picture, row : row + size, column : column + size]
                np.testing.assert_array_equal(one.patch.pixels, wanted)
                assert one.patch.window == Window((row - 1, row - 1 + size), (column - 1, column - 1 + size))
                seen_rim = seen_rim or not one.patch.inside.all()
        assert seen_rim, layer_id


def test_a_patch_alone_leads_to_the_value():
    model = network("valid")
    found, summary = search(model, "first", count=3)
    kernel, bias = model.get_layer("first").get_weights()
    for one in found.best_of(summary, 2):
        value = (one.patch.pixels / np.float32(255) * kernel[..., 2]).sum() + bias[2]
        assert value == pytest.approx(one.value, rel=1e-4, abs=1e-6)


def test_dense_layers_see_the_whole_picture_whatever_the_form_of_the_input():
    flat = keras.Sequential([keras.Input((168,)), layers.Dense(6, name="hidden"), layers.Dense(3, name="scores")])
    found, summary = search(flat, "hidden", count=2)
    values = np.asarray(flat.get_layer("hidden")(PICTURES.reshape(37, -1) / np.float32(255)))
    one = found.best_of(summary, 4)[0]
    assert one.picture == values[:, 4].argmax()
    assert one.value == pytest.approx(values[:, 4].max(), rel=1e-5)
    assert one.unit == (4,)
    np.testing.assert_array_equal(one.patch.pixels, PICTURES[one.picture])
    assert one.patch.inside.all()


def test_a_model_of_open_size_is_followed_too():
    model = network(shape=(None, None, 1))
    found, summary = search(model, "second", count=2)
    fixed = network()
    fixed.set_weights(model.get_weights())
    wanted, other = search(fixed, "second", count=2)
    np.testing.assert_allclose(found.ranking.values, wanted.ranking.values, rtol=1e-4)
    assert found.best_of(summary, 1)[0].patch.window == wanted.best_of(other, 1)[0].patch.window


def test_only_so_many_pictures_spread_over_the_part_are_read():
    found, _ = search(network(), "first", count=30, pictures=5)
    assert found.total == 5
    assert set(found.ranking.pictures[0][:5].tolist()) == {0, 9, 18, 27, 36}
    assert found.ranking.filled(0) == 5


@pytest.mark.parametrize(
    ("layer_id", "options", "word"),
    [("nowhere", {}, "nowhere"), ("first", {"channel": 9}, "9")],
)
def test_what_is_not_there_is_a_sentence(layer_id, options, word):
    with pytest.raises(UserError) as caught:
        search(network(), layer_id, **options)
    assert word in str(caught.value)


def test_pictures_of_another_size_are_a_sentence():
    other = Dataset("wide", PICTURES[:, :, :9], LABELS, PICTURES[:, :, :9], LABELS, ("a", "b", "c"))
    with pytest.raises(UserError) as caught:
        search(network(), "first", other)
    assert "14 × 9 × 1" in str(caught.value)
    assert "14 × 12 × 1" in str(caught.value)


def test_padding_is_told_from_the_picture():
    patch = cut_out(PICTURES[0], Window((-1, 2), (10, 14)))
    colours = patch_colours(patch)
    np.testing.assert_array_equal(colours[1:, :2, 0], PICTURES[0, :2, 10:12, 0])
    assert all(len(set(colour)) > 1 for colour in colours[~patch.inside].tolist())
    tiles = square_tiles([colours, colours[:, :3]])
    assert tiles.shape == (2, 4, 4, 3)


def test_the_live_engine_searches_in_between_and_stops_when_told():
    listener = Listener()
    try:
        listener.wait(lambda: listener.of(events.ModelReady))
        summary = listener.of(events.ModelReady)[0].summary
        layer = next(layer.id for layer in summary.layers if layer.type == "Conv2D")
        listener.engine.post(commands.FindExcitingPatches(layer, "digits", split="train"))
        listener.engine.post(commands.Ask(np.zeros((28, 28, 1), np.float32), 3))
        listener.wait(lambda: [one for one in listener.of(events.ExcitingFound) if one.excitement.complete])
        heard = [type(event) for event in listener.heard]
        assert heard.index(events.ProbeReady) < len(heard) - 1 - heard[::-1].index(events.ExcitingFound)
        found = listener.of(events.ExcitingFound)[-1].excitement
        assert found.search.model_id == summary.id
        assert len(found.channels) == summary.layer(layer).output_shape[-1]
        before = len(listener.of(events.ExcitingFound))
        listener.engine.post(commands.FindExcitingPatches(layer, "digits", split="train"))
        listener.engine.post(commands.StopJob("FindExcitingPatches"))
        for _ in range(2):
            count = len(listener.of(events.SamplesReady))
            listener.engine.post(commands.ListSamples("digits"))
            listener.wait(lambda count=count: len(listener.of(events.SamplesReady)) > count)
        assert len(listener.of(events.ExcitingFound)) == before
    finally:
        listener.close()

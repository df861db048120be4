"""The box that is told against the cells that really change a unit when they are changed."""

import followed_models
import keras
import model_kinds as kinds
import numpy as np
import pytest
from keras import layers
from unit_samples import random_units

from nnviz.core.receptive_field import receptive_field
from nnviz.engine.model_inputs import inputs_of
from nnviz.engine.prober import Prober


def linear_tower():
    return followed_models.chain(
        (19, 17, 1),
        layers.Conv2D(2, 3, strides=2, padding="same"),
        layers.Conv2D(2, (2, 3), dilation_rate=(2, 1)),
        layers.MaxPooling2D(2, strides=1, padding="same"),
        layers.DepthwiseConv2D(2),
    )


def gaps():
    """Strides larger than the kernel and wide dilation leave cells that nobody reads, also at the rim."""
    return followed_models.chain(
        (14, 13, 1),
        layers.Conv2D(1, 2, strides=3, padding="same"),
        layers.Conv2D(1, 3, dilation_rate=3, padding="same"),
    )


def up_and_down():
    return followed_models.chain(
        (5, 6, 1),
        layers.Conv2DTranspose(2, 3, strides=2, padding="same"),
        layers.ZeroPadding2D(((1, 2), (0, 1))),
        layers.Conv2D(2, 3),
        layers.UpSampling2D(2),
        layers.Cropping2D(((1, 2), (3, 1))),
        layers.AveragePooling2D(3, 2),
    )


def branches():
    x = keras.Input((12, 12, 1), name="picture")
    a = layers.Conv2D(2, 3, padding="same")(x)
    b = layers.Conv2D(2, 3, padding="same", dilation_rate=(1, 3))(x)
    c = layers.Conv2D(2, 1)(layers.Cropping2D(2)(layers.ZeroPadding2D(((4, 0), (0, 4)))(x)))
    both = layers.Concatenate()([layers.Add()([a, b]), c])
    return keras.Model(x, layers.Conv2D(3, 2, groups=1)(both))


def one_dimension():
    return followed_models.chain(
        (20, 2), layers.Conv1D(3, 3, padding="causal", dilation_rate=2), layers.MaxPooling1D(2), layers.Conv1D(2, 2)
    )


def axes():
    return followed_models.chain(
        (4, 5, 3),
        layers.Permute((2, 1, 3)),
        layers.Dense(3),
        layers.Reshape((20, 3)),
        layers.LayerNormalization(axis=1),
    )


def sequence():
    return followed_models.chain(
        (7, 2), layers.LSTM(3, return_sequences=True), layers.SimpleRNN(2, return_sequences=True)
    )


CHECKED = (
    linear_tower,
    gaps,
    up_and_down,
    branches,
    one_dimension,
    axes,
    sequence,
    followed_models.strided_same,
    followed_models.dilated,
    followed_models.grouped,
    followed_models.causal,
    followed_models.depthwise,
    followed_models.depthwise_1d,
    followed_models.transposed_same,
    followed_models.transposed_other_ranks,
    followed_models.output_padding,
    followed_models.convolution_3d_same,
    followed_models.pools,
    followed_models.pools_1d,
    followed_models.pools_3d,
    followed_models.normalisations,
    followed_models.moves,
    followed_models.moves_3d,
    followed_models.merges,
    followed_models.einsum_layers,
    kinds.nested,
    kinds.branch,
    kinds.transposed,
    kinds.convolution_1d,
)


def changing_cells(model, picture, output, unit):
    """Return a mask of the cells of the picture that change a unit, tried one by one in several pictures."""
    changed = np.zeros(picture.shape, bool)
    random = np.random.default_rng(0)
    places = list(np.ndindex(picture.shape))
    for size in (40.0, -40.0, 0.3, -0.2):
        base = random.normal(size=picture.shape).astype(np.float32) * (1 if abs(size) > 1 else 0.2)
        batch = np.repeat(base[None], len(places) + 1, axis=0)
        for number, place in enumerate(places):
            batch[(number, *place)] += size
        values = np.asarray(output(batch))[(slice(None), *unit)]
        for number, place in enumerate(places):
            # Less is rounding: the place in the batch decides in which order numbers are added.
            changed[place] |= bool(abs(values[number] - values[-1]) > 2e-6 * max(1.0, abs(values[-1])))
    return changed


def box_of(mask):
    return tuple((int(cells.min()), int(cells.max()) + 1) for cells in np.nonzero(mask))


@pytest.mark.parametrize("kind", CHECKED, ids=lambda kind: kind.__name__)
def test_the_field_is_the_box_of_the_cells_that_change_the_unit(kind):
    model = kinds.randomise(kind())
    for layer in model.layers:
        if hasattr(layer, "activation") and not isinstance(layer, layers.RNN):
            layer.activation = keras.activations.linear
    prober = Prober(model, "m")
    picture = kinds.picture_for(inputs_of(model))
    (source,) = (layer.id for layer in prober.summary.layers if layer.type == "InputLayer")
    last = prober.summary.layers[-1]
    if last.id not in prober.probe(picture, 0).tensors or kind is kinds.nested:
        last = prober.summary.layer("flatten")
    tried = 0
    for unit in random_units(last.output_shape[1:], 4):
        field = receptive_field(prober.summary, last.id, unit)
        assert field.exact
        assert field.reason is None
        changed = changing_cells(model, picture, lambda batch: model(batch, training=False), unit)
        if not changed.any():
            assert source not in field.regions
            continue
        tried += 1
        assert field.regions[source] == box_of(changed), unit
    assert tried


def test_every_layer_between_has_its_box():
    summary = Prober(linear_tower(), "m").summary
    ids = [layer.id for layer in summary.layers]
    field = receptive_field(summary, ids[-1], (0, 0, 0))
    assert list(field.regions) == ids[::-1]
    assert field.regions[ids[3]] == ((0, 2), (0, 2), (0, 1))
    assert field.regions[ids[2]] == ((0, 3), (0, 3), (0, 1))
    assert field.regions[ids[1]] == ((0, 5), (0, 5), (0, 2))
    assert field.regions[ids[0]] == ((0, 10), (0, 10), (0, 1))


def test_the_box_may_reach_into_the_padding():
    summary = Prober(followed_models.strided_same(), "m").summary
    field = receptive_field(summary, summary.layers[1].id, (0, 0, 0))
    assert field.regions[summary.layers[0].id][0] == (0, 2)
    assert field.unclipped[summary.layers[0].id][0] == (-1, 2)


def test_a_dense_layer_reads_everything_and_a_bypass_joins_what_it_passes():
    model = kinds.sequential()
    summary = Prober(model, "m").summary
    field = receptive_field(summary, "scores", (1,))
    # 8 x 8, convolved to 6 x 6, pooled by 2: the last cells are read too
    assert field.regions[summary.layers[0].id] == ((0, 8), (0, 8), (0, 1))


def test_what_cannot_be_followed_is_taken_whole_and_says_so():
    summary = Prober(kinds.attention(), "m").summary
    field = receptive_field(summary, "each", (0, 0))
    assert not field.exact
    assert field.regions["x"] == ((0, 5), (0, 8))


def test_open_sides_need_the_shapes_of_a_probe():
    prober = Prober(kinds.any_size(), "m")
    assert "depends on the picture" in str(receptive_field(prober.summary, "conv", (0, 0, 0)).reason)
    probe = prober.probe(np.zeros((9, 8, 3), np.float32), 0)
    shapes = {key: tensor.shape for key, tensor in probe.tensors.items()}
    field = receptive_field(prober.summary, "conv", (2, 1, 0), shapes)
    assert field.regions["x"] == ((2, 5), (1, 4), (0, 3))


def test_a_unit_or_layer_that_is_not_there_is_a_sentence():
    summary = Prober(kinds.sequential(), "m").summary
    assert "no unit" in str(receptive_field(summary, "conv", (9, 0, 0)).reason)
    assert "no layer" in str(receptive_field(summary, "nobody", (0,)).reason)

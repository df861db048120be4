"""Each method against an implementation written here from the formula of its paper, with plain Keras calls."""

import keras
import model_kinds as kinds
import numpy as np
import pytest
import tensorflow as tf
from keras import layers
from scipy import ndimage

from nnviz.core.attribution import Method, Options, Target
from nnviz.core.messages import UserError
from nnviz.engine.attribution import Attributor, attribute
from nnviz.engine.attribution.occlusion import patches_of

SHAPE = (12, 12, 2)


def body(name="body"):
    return [
        layers.Conv2D(4, 3, activation="tanh", name="first"),
        layers.MaxPooling2D(name="pool"),
        layers.Conv2D(5, 3, activation="relu", name="last"),
        layers.GlobalAveragePooling2D(name="mean"),
    ]


def sequential():
    return keras.Sequential([keras.Input(SHAPE), *body(), layers.Dense(3, activation="softmax", name="scores")])


def functional():
    x = keras.Input(SHAPE, name="picture")
    y = x
    for layer in body():
        y = layer(y)
    return keras.Model(x, layers.Softmax(name="softmax")(layers.Dense(3, name="scores")(y)))


def nested():
    inner = keras.Sequential([keras.Input(SHAPE), *body()], name="inner")
    x = keras.Input(SHAPE, name="picture")
    outer = keras.Model(x, layers.Dense(3, activation="softmax", name="scores")(inner(x)), name="outer")
    y = keras.Input(SHAPE, name="again")
    return keras.Model(y, outer(y))


class Written(keras.Model):
    def __init__(self):
        super().__init__()
        self.parts = body()
        self.scores = layers.Dense(3, activation="softmax", name="scores")

    def call(self, inputs):
        for layer in self.parts:
            inputs = layer(inputs)
        return self.scores(inputs)


def subclassed():
    model = Written()
    model(np.zeros((1, *SHAPE), np.float32))
    return model


class WithoutTrace(Written):
    """Can only run outside a traced function."""

    def build(self, input_shape):
        for layer in (*self.parts, self.scores):
            layer.build(input_shape)
            input_shape = layer.compute_output_shape(input_shape)

    def call(self, inputs):
        assert float(keras.ops.convert_to_numpy(keras.ops.max(inputs))) < 1e9
        return super().call(inputs)


def untraceable():
    model = WithoutTrace()
    model.build((None, *SHAPE))
    return model


def weighted(model):
    """Give the model weights that depend on their shapes only, so that every kind computes the same."""
    for variable in model.weights:
        random = np.random.default_rng(sum(variable.shape))
        variable.assign(random.normal(0, 0.5, variable.shape))
    return model


def plain(model):
    """Return (first, pool, last, mean, scores): the layers of a model however deep they are."""
    found = {layer.name: layer for layer in model._flatten_layers()}
    return [found[name] for name in ("first", "pool", "last", "mean", "scores")]


def logits(model, batch):
    """Return the scores before softmax and the last maps, by plain calls."""
    first, pool, last, mean, scores = plain(model)
    maps = last(pool(first(batch)))
    return mean(maps) @ scores.kernel + scores.bias, maps


PICTURE = np.random.default_rng(4).random(SHAPE, np.float32)
KINDS = (sequential, functional, nested, subclassed, untraceable)


@pytest.fixture(params=KINDS, ids=lambda kind: kind.__name__)
def model(request):
    return weighted(request.param())


def gradient_of(model, pictures, index):
    x = tf.convert_to_tensor(pictures)
    with tf.GradientTape() as tape:
        tape.watch(x)
        score = logits(model, x)[0][:, index]
    return tape.gradient(score, x).numpy()


def correlation(a, b):
    assert a.shape == b.shape
    return np.corrcoef(a.ravel(), b.ravel())[0, 1]


def test_saliency_is_the_largest_gradient_of_the_channels(model):
    found = attribute(model, Method.SALIENCY, PICTURE, Target(1))
    expected = np.abs(gradient_of(model, PICTURE[None], 1)[0]).max(axis=-1)
    np.testing.assert_allclose(found.map, expected, rtol=1e-4, atol=1e-7)
    assert found.score == pytest.approx(float(logits(model, PICTURE[None])[0][0, 1]), rel=1e-5)
    assert (found.signed, found.class_index, found.fraction) == (False, 1, 1.0)


def test_gradient_times_input(model):
    found = attribute(model, Method.GRADIENT_INPUT, PICTURE, Target(2))
    expected = (PICTURE * gradient_of(model, PICTURE[None], 2)[0]).sum(axis=-1)
    assert correlation(found.map, expected) >= 0.9999
    assert found.signed


def test_smooth_grad_is_the_mean_over_noisy_pictures(model):
    found = attribute(model, Method.SMOOTH_GRAD, PICTURE, Target(0), Options(samples=800, noise=0.1))
    random = np.random.default_rng(99)
    deviation = 0.1 * (PICTURE.max() - PICTURE.min())
    noisy = PICTURE + random.normal(0, deviation, (800, *SHAPE)).astype(np.float32)
    assert correlation(found.map, np.abs(gradient_of(model, noisy, 0).mean(axis=0)).max(axis=-1)) >= 0.99


def test_integrated_gradients_follow_the_way_from_the_baseline(model):
    found = attribute(model, Method.INTEGRATED_GRADIENTS, PICTURE, Target(1), Options(steps=60))
    ends = np.linspace(0, 1, 301, dtype=np.float32).reshape(-1, 1, 1, 1)
    gradients = gradient_of(model, ends * PICTURE, 1)
    integral = np.trapezoid(gradients, ends.ravel(), axis=0) if hasattr(np, "trapezoid") else gradients.mean(axis=0)
    assert correlation(found.map, (PICTURE * integral).sum(axis=-1)) >= 0.99
    gain = logits(model, np.stack([PICTURE, PICTURE * 0]))[0].numpy()[:, 1].astype(float)
    assert found.map.sum() == pytest.approx(gain[0] - gain[1], abs=0.02 * abs(gain[0] - gain[1]) + 1e-3)


def test_grad_cam_weighs_the_last_maps(model):
    found = attribute(model, Method.GRAD_CAM, PICTURE, Target(0))
    x = tf.convert_to_tensor(PICTURE[None])
    first, pool, last, mean, scores = plain(model)
    maps = tf.Variable(last(pool(first(x))))
    with tf.GradientTape() as tape:
        score = (mean(maps) @ scores.kernel + scores.bias)[0, 0]
    alphas = tape.gradient(score, maps).numpy()[0].mean(axis=(0, 1))
    cam = np.maximum((maps.numpy()[0] * alphas).sum(axis=-1), 0)
    expected = tf.image.resize(cam[..., None], SHAPE[:2], method="bilinear").numpy()[..., 0]
    assert found.layer_id.endswith("last")
    assert expected.any()
    np.testing.assert_allclose(found.map, expected, rtol=1e-3, atol=1e-6)


def test_grad_cam_of_any_layer(model):
    attributor = Attributor(model)
    wanted = next(layer.id for layer in attributor.summary.layers if layer.name == "first")
    found = attributor.attribute(Method.GRAD_CAM, PICTURE, Target(0), Options(layer_id=wanted))
    assert found.layer_id == wanted
    first, pool, last, mean, scores = plain(model)
    maps = tf.Variable(first(PICTURE[None]))
    with tf.GradientTape() as tape:
        score = (mean(last(pool(maps))) @ scores.kernel + scores.bias)[0, 0]
    alphas = tape.gradient(score, maps).numpy()[0].mean(axis=(0, 1))
    cam = np.maximum((maps.numpy()[0] * alphas).sum(axis=-1), 0)
    expected = tf.image.resize(cam[..., None], SHAPE[:2], method="bilinear").numpy()[..., 0]
    np.testing.assert_allclose(found.map, expected, rtol=1e-3, atol=1e-6)


def test_occlusion_is_the_mean_loss_of_the_patches_over_a_pixel(model):
    found = attribute(model, Method.OCCLUSION, PICTURE, Target(1), Options(patch=4, stride=3, fill=0.5))
    base = float(logits(model, PICTURE[None])[0][0, 1])
    total, times = np.zeros(SHAPE[:2]), np.zeros(SHAPE[:2])
    for top in (0, 3, 6, 8):
        for left in (0, 3, 6, 8):
            covered = PICTURE.copy()
            covered[top : top + 4, left : left + 4] = 0.5
            loss = base - float(logits(model, covered[None])[0][0, 1])
            total[top : top + 4, left : left + 4] += loss
            times[top : top + 4, left : left + 4] += 1
    np.testing.assert_allclose(found.map, total / times, rtol=1e-3, atol=1e-5)


def test_maximisation_raises_the_score_step_by_step_and_can_be_cancelled(model):
    attributor = Attributor(model)
    steps = attributor.progress(Method.MAXIMISATION, PICTURE, Target(1), Options(iterations=40))
    first = next(steps)
    *_, last = steps
    assert 0 < first.fraction < last.fraction == 1.0
    assert last.picture.shape == SHAPE
    assert last.picture.min() >= 0
    assert last.picture.max() <= 1
    assert last.score == pytest.approx(float(logits(model, last.picture[None])[0][0, 1]), rel=1e-4)
    random = np.random.default_rng(3).random((200, *SHAPE), np.float32)
    assert last.score > float(logits(model, random)[0].numpy()[:, 1].max())
    other = attributor.progress(Method.MAXIMISATION, PICTURE, Target(0))
    next(other)
    other.close()
    assert list(other) == []


def test_a_unit_of_any_layer_and_a_whole_channel_can_be_explained(model):
    attributor = Attributor(model)
    layer = next(layer.id for layer in attributor.summary.layers if layer.name == "first")
    first = plain(model)[0]
    x = tf.convert_to_tensor(PICTURE[None])
    for unit, choose in (
        ((3, 4, 1), lambda maps: maps[0, 3, 4, 1]),
        ((2,), lambda maps: tf.reduce_mean(maps[0, ..., 2])),
    ):
        with tf.GradientTape() as tape:
            tape.watch(x)
            score = choose(first(x))
        expected = np.abs(tape.gradient(score, x).numpy()[0])
        found = attributor.attribute(Method.SALIENCY, PICTURE, Target(layer_id=layer, unit=unit))
        np.testing.assert_allclose(found.map, expected.max(axis=-1), rtol=1e-4, atol=1e-7)
        assert (found.class_index, found.layer_id) == (None, layer)
        assert found.score == pytest.approx(float(score), rel=1e-4)
    field = attributor.effective_field(PICTURE, layer, (3, 4, 1))
    with tf.GradientTape() as tape:
        tape.watch(x)
        score = first(x)[0, 3, 4, 1]
    np.testing.assert_allclose(field, np.abs(tape.gradient(score, x).numpy()[0]).sum(axis=-1), rtol=1e-4, atol=1e-7)
    assert {tuple(cell) for cell in np.argwhere(field)} <= {(row, column) for row in (3, 4, 5) for column in (4, 5, 6)}


def test_without_a_target_the_likeliest_class_is_explained_and_probabilities_on_demand(model):
    found = attribute(model, Method.SALIENCY, PICTURE, options=Options(probability=True))
    probabilities = model(PICTURE[None], training=False).numpy()[0]
    assert found.class_index == int(probabilities.argmax())
    assert found.score == pytest.approx(float(probabilities.max()), rel=1e-5)


def test_new_weights_are_read_without_a_new_trace():
    model = weighted(sequential())
    attributor = Attributor(model)
    attributor.attribute(Method.SALIENCY, PICTURE, Target(0))
    functions = dict(attributor.traces._functions)
    for variable in model.weights:
        variable.assign(variable * 0.7)
    found = attributor.attribute(Method.SALIENCY, PICTURE, Target(2))
    assert attributor.traces._functions == functions
    np.testing.assert_allclose(
        found.map, np.abs(gradient_of(model, PICTURE[None], 2)[0]).max(axis=-1), rtol=1e-4, atol=1e-7
    )


@pytest.mark.parametrize("parts", [1, 5])
def test_parts_of_a_batch_give_the_same_as_one(model, parts, monkeypatch):
    attributor = Attributor(model)
    options = Options(samples=7, steps=9)
    methods = (Method.SMOOTH_GRAD, Method.INTEGRATED_GRADIENTS, Method.OCCLUSION)
    whole = [attributor.attribute(method, PICTURE, Target(0), options).map for method in methods]
    monkeypatch.setattr("nnviz.engine.attribution.question._BATCH_BYTES", parts * 4)
    monkeypatch.setattr("nnviz.engine.attribution.question._shapes", lambda layer: ())
    for method, expected in zip(methods, whole, strict=True):
        steps = list(attributor.progress(method, PICTURE, Target(0), options))
        assert len(steps) > 1
        assert [step.fraction for step in steps] == sorted(step.fraction for step in steps)
        np.testing.assert_allclose(steps[-1].map, expected, rtol=1e-3, atol=1e-6)


def test_other_kinds_of_models():
    fixed = kinds.randomise(kinds.fixed_batch())
    found = attribute(fixed, Method.INTEGRATED_GRADIENTS, np.arange(6, dtype=np.float32), Target(1), Options(steps=6))
    assert found.map == pytest.approx(np.arange(6) * fixed.get_layer("dense").kernel.numpy()[:, 1], rel=1e-4)
    two = kinds.randomise(kinds.two_inputs())
    assert attribute(two, Method.SALIENCY, np.ones((8, 8, 1), np.float32)).map.shape == (8, 8)
    free = kinds.randomise(kinds.any_size())
    assert attribute(free, Method.GRAD_CAM, np.ones((9, 10, 3), np.float32)).map.shape == (9, 10)
    volume = kinds.randomise(kinds.convolution_3d())
    unit = Target(layer_id="conv", unit=(1, 1, 1, 0))
    assert attribute(volume, Method.OCCLUSION, np.ones((5, 6, 7, 1), np.float32), unit).map.shape == (5, 6, 7)
    words = kinds.randomise(kinds.embedding())
    with pytest.raises(UserError, match="whole numbers"):
        attribute(words, Method.SALIENCY, np.arange(9))
    assert attribute(words, Method.OCCLUSION, np.arange(9), options=Options(patch=1, stride=1)).map.any()


def test_what_does_not_exist_is_a_sentence():
    attributor = Attributor(weighted(sequential()))
    for target, options, words in (
        (Target(3), Options(), "no class 3"),
        (Target(layer_id="nobody", unit=(0,)), Options(), "no layer"),
        (Target(layer_id="first", unit=(0, 0, 9)), Options(), "no unit"),
        (Target(0), Options(layer_id="mean"), "no maps"),
        (Target(layer_id="first", unit=(0, 0, 0)), Options(layer_id="last"), "No gradient flows"),
    ):
        with pytest.raises(UserError, match=words):
            attributor.attribute(Method.GRAD_CAM, PICTURE, target, options)
    with pytest.raises(UserError, match="reads 12 × 12 × 2"):
        attributor.attribute(Method.SALIENCY, PICTURE[:5])


def test_patches_reach_the_rim():
    covered = np.zeros((7, 5), int)
    for patch in patches_of((7, 5), 3, 2):
        covered[patch] += 1
    assert covered.all()
    assert ndimage.label(covered)[1] == 1
    assert patches_of((2,), 9, 1) == [(slice(0, 2),)]

"""Methods that follow the gradient of a score back to the picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from scipy import ndimage

from nnviz.core.arrays import FloatArray
from nnviz.core.attribution import Attribution
from nnviz.core.resampling import linear_weights
from nnviz.engine.attribution.question import Question


def saliency(question: Question) -> Iterator[Attribution]:
    """Yield max over the channels of ``|dS/dx|`` (Simonyan, Vedaldi and Zisserman 2013)."""
    score, gradient = question.gradients(question.picture[None])
    yield question.answer(question.over_channels(np.abs(gradient[0]), np.max), score[0])


def effective_field(question: Question) -> Iterator[Attribution]:
    """Yield the sum over the channels of ``|dS/dx|`` (Luo, Li, Urtasun and Zemel 2016)."""
    score, gradient = question.gradients(question.picture[None])
    yield question.answer(question.over_channels(np.abs(gradient[0]), np.sum), score[0])


def gradient_input(question: Question) -> Iterator[Attribution]:
    """Yield ``x * dS/dx``, summed over the channels (Shrikumar, Greenside and Kundaje 2016)."""
    score, gradient = question.gradients(question.picture[None])
    yield question.answer(question.over_channels(question.picture * gradient[0], np.sum), score[0])


def smooth_grad(question: Question) -> Iterator[Attribution]:
    """Yield ``|mean of dS/dx at x + noise|``, its maximum over the channels (Smilkov et al. 2017)."""
    options, picture = question.options, question.picture
    spread = options.noise * float(picture.max() - picture.min())
    noise = np.random.default_rng(options.seed).normal(0.0, 1.0, (options.samples, *picture.shape)) * spread
    total, done = np.zeros(picture.shape, np.float64), 0
    score = float(question.scores(picture[None])[0])
    for part in question.parts(options.samples):
        _, gradient = question.gradients((picture + noise[part]).astype(picture.dtype))
        total += gradient.sum(axis=0)
        done += len(gradient)
        mean = question.over_channels(np.abs(total / done), np.max)
        yield question.answer(mean, score, done / options.samples)


def integrated_gradients(question: Question) -> Iterator[Attribution]:
    """Yield ``(x - x') * mean of dS/dx`` on the way from the baseline x' to x (Sundararajan, Taly and Yan 2017).

    The mean is taken at the middles of `steps` equal parts of the way and summed over the channels: the map adds
    up to S(x) - S(x').
    """
    options, picture = question.options, question.picture
    baseline = np.full_like(picture, options.baseline)
    way = (np.arange(options.steps) + 0.5) / options.steps
    total, done = np.zeros(picture.shape, np.float64), 0
    score = float(question.scores(picture[None])[0])
    for part in question.parts(options.steps):
        places = way[part].reshape(-1, *(1,) * picture.ndim)
        _, gradient = question.gradients((baseline + places * (picture - baseline)).astype(picture.dtype))
        total += gradient.sum(axis=0)
        done += len(gradient)
        found = question.over_channels((picture - baseline) * (total / done), np.sum)
        yield question.answer(found, score, done / options.steps)


def grad_cam(question: Question) -> Iterator[Attribution]:
    """Yield ``relu(sum of mean(dS/dA_k) * A_k)`` of a layer's maps, enlarged linearly (Selvaraju et al. 2017)."""
    layer = question.maps_layer
    score, maps, gradient = question.maps_and_gradients(layer.id)
    first = layer.config.get("data_format") == "channels_first"
    axis = 0 if first else maps.ndim - 2
    spatial = tuple(one for one in range(maps.ndim - 1) if one != axis)
    weights = gradient[0].mean(axis=spatial, keepdims=True)
    found = np.maximum((weights * maps[0]).sum(axis=axis), 0.0)
    answer = question.answer(_enlarged(found, question.map_shape), score[0])
    yield replace(answer, layer_id=layer.id)


def _enlarged(values: FloatArray, shape: tuple[int, ...]) -> FloatArray:
    """Return an array of another size, each axis interpolated between the centres of its cells."""
    if values.ndim != len(shape):
        return values
    for axis, (old, new) in enumerate(zip(values.shape, shape, strict=True)):
        if old != new:
            values = np.moveaxis(np.tensordot(linear_weights(old, new), values, axes=(1, axis)), 0, axis)
    return values


def maximisation(question: Question) -> Iterator[Attribution]:
    """Yield pictures that excite the target more and more (Erhan et al. 2009; blur as in Yosinski et al. 2015).

    Each iteration goes one step of fixed length up the gradient, shrinks the picture by `decay`, and keeps it inside
    the range of values of the picture that was given.
    """
    options, start = question.options, question.picture
    low, high = min(0.0, float(start.min())), max(1.0, float(start.max()))
    random = np.random.default_rng(options.seed)
    picture = (low + (high - low) * random.uniform(0.0, 0.2, start.shape)).astype(start.dtype)
    for iteration in range(1, options.iterations + 1):
        score, gradient = question.gradients(picture[None])
        size = float(np.sqrt(np.square(gradient[0]).mean())) + 1e-12
        length = options.step_size * (high - low) * (1.0 - 0.9 * iteration / options.iterations)
        picture = np.clip((1.0 - options.decay) * (picture + length * gradient[0] / size), low, high)
        if iteration % 4 == 0 and iteration < options.iterations:
            picture = ndimage.gaussian_filter(picture, question.blur(0.5))
        picture = picture.astype(start.dtype)
        if iteration in (1, options.iterations) or iteration % 10 == 0:
            found = question.over_channels(picture, np.mean)
            if iteration == options.iterations:
                score = question.scores(picture[None])
            answer = question.answer(found, score[0], iteration / options.iterations)
            yield replace(answer, picture=picture)

"""Why this class: the methods that colour the pixels, as scripts around ``tf.GradientTape``."""

from __future__ import annotations

from collections.abc import Callable

from nnviz.core.arrays import Array
from nnviz.core.attribution import Attribution, Method, channel_axis
from nnviz.core.code_text import literal
from nnviz.core.code_text import model_source as source
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.model_summary import LayerInfo, ModelSummary

_GRADIENTS = '''\
def gradients(pictures):
    """Return dS/dx for a batch of pictures."""
    x = tf.convert_to_tensor(pictures)
    with tf.GradientTape() as tape:
        tape.watch(x)
        total = tf.reduce_sum(score(x))
    return tape.gradient(total, x).numpy()

'''


def explanation_code(summary: ModelSummary, found: Attribution, picture: Array) -> str:
    """Return a script that computes ``result``, the map of an explanation, for this picture.

    Raises
    ------
    UserError
        When the picture cannot be written as code, or the model reads more than one input.
    """
    if len(summary.input_shapes) != 1:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors", "The code of an explanation is written for models with one input only. Nothing was copied."
            )
        )
    body = _BODIES[found.method](summary, found, picture)
    imports = ["import tensorflow as tf"] if any("tf." in line for line in body) else []
    imports += ["from scipy import ndimage"] if any("ndimage." in line for line in body) else []
    lines = [*source.load_lines(summary, imports), *source.picture_lines(summary, picture)[:-1], ""]
    return "\n".join([*lines, *body, "print(result.shape, result.min(), result.max())", ""])


# --- the score ---


def _score(summary: ModelSummary, found: Attribution) -> list[str]:
    """Return the lines of ``score(x)``, which gives the score of each picture of a batch."""
    key = found.target.layer_id
    if key is None:
        return [_NAMED_OUTPUT.format(call="model(x)", index=found.class_index, as_is=_as_is(found))]
    layer, unit = summary.layer(key), found.target.unit or ()
    assert layer is not None
    setup, call = _reaching(summary, layer)
    text = ", ".join(map(str, unit))
    value = f"[:, {text}]"
    if len(unit) == 1 and len(layer.output_shape) > 2:
        value = f"[..., {text}]"
        call = f"tf.reduce_mean({{0}}{value}, axis=range(1, {len(layer.output_shape) - 1}))".format(call)
        value = ""
    lines = ["def score(x):", f'    """Return unit [{text}] of {key!r} for each picture."""']
    return [*setup, "", *lines, *_before(setup), f"    return tf.cast({call}{value}, tf.float32)", ""]


_NAMED_OUTPUT = '''\
def score(x):
    """Return the score of class {index} for each picture."""
    output = {call}
    output = output[0] if isinstance(output, (list, tuple)) else output
{as_is}    return keras.ops.reshape(output, (len(output), -1))[:, {index}]

'''


def _as_is(found: Attribution) -> str:
    if found.options.probability:
        return ""
    return '    output = getattr(output, "_keras_logits", output)  # what went into the softmax, where there is one\n'


def _reaching(summary: ModelSummary, layer: LayerInfo) -> tuple[list[str], str]:
    """Return the lines before, and the expression of a layer's output for the batch `x`."""
    if source.is_plain(summary, layer):
        setup = [source.probe_line(summary, f"model.get_layer({layer.id!r}).output")]
        return setup, source.output_text(layer, layer.id, "probe(x)")
    call = source.output_text(layer, layer.id, f"calls[{source.call_number(summary, layer)}]")
    return source.NOTE_CALLS.format(name=layer.name).rstrip("\n").split("\n"), call


def _before(setup: list[str]) -> list[str]:
    return ["    calls.clear()", "    model(x)"] if any(line.startswith("calls = ") for line in setup) else []


# --- the methods ---


def _over(picture: Array, values: str, reduce: str) -> str:
    axis = channel_axis(picture.shape)
    return values if axis is None else f"({values}).{reduce}(axis={axis})"


def _sensitivity(reduce: str) -> Callable[[ModelSummary, Attribution, Array], list[str]]:
    def body(summary: ModelSummary, found: Attribution, picture: Array) -> list[str]:
        result = _over(picture, "abs(gradients(picture[None])[0])", reduce)
        return [*_score(summary, found), _GRADIENTS, f"result = {result}"]

    return body


def _gradient_input(summary: ModelSummary, found: Attribution, picture: Array) -> list[str]:
    result = _over(picture, "picture * gradients(picture[None])[0]", "sum")
    return [*_score(summary, found), _GRADIENTS, f"result = {result}"]


def _smooth_grad(summary: ModelSummary, found: Attribution, picture: Array) -> list[str]:
    options = found.options
    return [
        *_score(summary, found),
        _GRADIENTS,
        f"samples, noise = {options.samples}, {options.noise}",
        f"random = np.random.default_rng({options.seed})",
        "noise = random.normal(0.0, 1.0, (samples, *picture.shape)) * noise * float(picture.max() - picture.min())",
        "mean = gradients((picture + noise).astype(picture.dtype)).mean(axis=0)",
        f"result = {_over(picture, 'abs(mean)', 'max')}",
    ]


def _integrated(summary: ModelSummary, found: Attribution, picture: Array) -> list[str]:
    options = found.options
    return [
        *_score(summary, found),
        _GRADIENTS,
        f"steps, baseline = {options.steps}, np.full_like(picture, {options.baseline})",
        "way = ((np.arange(steps) + 0.5) / steps).reshape(-1, *(1,) * picture.ndim)",
        "between = (baseline + way * (picture - baseline)).astype(picture.dtype)",
        "mean = gradients(between).mean(axis=0)",
        f"result = {_over(picture, '(picture - baseline) * mean', 'sum')}",
    ]


_ENLARGED = '''\
def enlarged(values, sides):
    """Return an array of another size, interpolated between the centres of its cells."""
    for axis, side in enumerate(sides):
        old = np.arange(values.shape[axis])
        places = (np.arange(side) + 0.5) * len(old) / side - 0.5
        values = np.apply_along_axis(lambda row: np.interp(places, old, row), axis, values)
    return values

'''


def _grad_cam(summary: ModelSummary, found: Attribution, picture: Array) -> list[str]:
    layer = summary.layer(found.layer_id)
    if layer is None or found.target.layer_id is not None:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "The code of Grad-CAM is written for a class, not for a unit. Nothing was copied; choose a class.",
            )
        )
    axis = 0 if layer.config.get("data_format") == "channels_first" else len(layer.output_shape) - 2
    spatial = tuple(one for one in range(len(layer.output_shape) - 1) if one != axis)
    if source.is_plain(summary, layer):
        setup = [source.probe_line(summary, f"[model.get_layer({layer.id!r}).output, model.outputs[0]]")]
        forward = [f"    maps, output = probe(x)  # the maps of {layer.id!r}"]
    else:
        setup = source.NOTE_CALLS.format(name=layer.name).rstrip("\n").split("\n")
        forward = ["    output = model(x)"]
        forward += [f"    maps = calls[{source.call_number(summary, layer)}]  # the maps of {layer.id!r}"]
    watch = ["    tape.watch(x)"] if picture.dtype.kind == "f" else []  # whole numbers have no slope
    logits = [line for line in _as_is(found).rstrip("\n").split("\n") if line]
    shape = tuple(side for place, side in enumerate(picture.shape) if place != channel_axis(picture.shape))
    return [
        *setup,
        _ENLARGED,
        "x = tf.convert_to_tensor(picture[None])",
        "with tf.GradientTape() as tape:",
        *watch,
        *forward,
        *logits,
        f"    score = tf.reshape(output, (-1,))[{found.class_index}]",
        "maps, gradient = maps[0].numpy(), tape.gradient(score, maps)[0].numpy()",
        f"weights = gradient.mean(axis={spatial}, keepdims=True)  # how much the score wants each map",
        f"result = enlarged(np.maximum((weights * maps).sum(axis={axis}), 0), {shape})",
    ]


def _occlusion(summary: ModelSummary, found: Attribution, picture: Array) -> list[str]:
    options, axis = found.options, channel_axis(picture.shape)
    shape = tuple(side for place, side in enumerate(picture.shape) if place != axis)
    place = "rows, columns" if axis != 0 else ":, rows, columns"
    return [
        *_score(summary, found),
        f"patch, stride, fill = {options.patch}, {options.stride}, {literal.number(options.fill)}",
        f"height, width = {shape[0]}, {shape[1]}",
        "",
        "def spans(side):",
        '    """Return the patches along a side; the last one ends at the rim."""',
        "    size = min(patch, side)",
        "    starts = sorted({*range(0, side - size + 1, stride), side - size})",
        "    return [slice(start, start + size) for start in starts]",
        "",
        "places = [(rows, columns) for rows in spans(height) for columns in spans(width)]",
        "covered = np.repeat(picture[None], len(places) + 1, axis=0)",
        "for one, (rows, columns) in zip(covered[1:], places):",
        f"    one[{place}] = fill",
        "scores = np.asarray(score(covered), float)",
        "loss, count = np.zeros((height, width)), np.zeros((height, width))",
        "for value, (rows, columns) in zip(scores[1:], places):",
        "    loss[rows, columns] += scores[0] - value",
        "    count[rows, columns] += 1",
        "result = loss / np.maximum(count, 1)",
    ]


def _maximisation(summary: ModelSummary, found: Attribution, picture: Array) -> list[str]:
    options, axis = found.options, channel_axis(picture.shape)
    blur = tuple(0.0 if place == axis else 0.5 for place in range(picture.ndim))
    return [
        *_score(summary, found),
        _GRADIENTS,
        f"iterations, step_size, decay = {options.iterations}, {options.step_size}, {options.decay}",
        "low, high = min(0.0, float(picture.min())), max(1.0, float(picture.max()))",
        f"random = np.random.default_rng({options.seed})",
        "found = (low + (high - low) * random.uniform(0.0, 0.2, picture.shape)).astype(picture.dtype)",
        "for iteration in range(1, iterations + 1):",
        "    gradient = gradients(found[None])[0]",
        "    size = float(np.sqrt(np.square(gradient).mean())) + 1e-12",
        "    length = step_size * (high - low) * (1.0 - 0.9 * iteration / iterations)",
        "    found = np.clip((1.0 - decay) * (found + length * gradient / size), low, high)",
        "    if iteration % 4 == 0 and iteration < iterations:",
        f"        found = ndimage.gaussian_filter(found, {blur})",
        "    found = found.astype(picture.dtype)",
        "result = found",
    ]


_BODIES: dict[Method, Callable[[ModelSummary, Attribution, Array], list[str]]] = {
    Method.SALIENCY: _sensitivity("max"),
    Method.EFFECTIVE_FIELD: _sensitivity("sum"),
    Method.GRADIENT_INPUT: _gradient_input,
    Method.SMOOTH_GRAD: _smooth_grad,
    Method.INTEGRATED_GRADIENTS: _integrated,
    Method.GRAD_CAM: _grad_cam,
    Method.OCCLUSION: _occlusion,
    Method.MAXIMISATION: _maximisation,
}

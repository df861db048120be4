"""The networks that nnviz offers, row by row; each adapts to the size of the pictures."""

from __future__ import annotations

from collections.abc import Callable

from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.network import LayerSpec, Shape

Rows = tuple[LayerSpec, ...]


def preset_rows(name: str, picture_shape: Shape) -> Rows:
    """Return the rows of a preset, without the output layer, for pictures of (height, width, channels).

    Raises
    ------
    UserError
        When nobody knows the preset or the pictures are too small for it.
    """
    if name not in PRESETS:
        sentence = QT_TRANSLATE_NOOP("Errors", "“{name}” is not a known architecture. Choose one of: {known}.")
        raise UserError(sentence, name=name, known=", ".join(PRESETS))
    smallest = SMALLEST_SIDE_PX[name]
    height, width, channels = picture_shape
    if min(height, width) < smallest or channels < 1:
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "Pictures of {height} × {width} × {channels} are too small for the network “{name}”: it needs {smallest} × "
            "{smallest} pixels. No network was built. Choose another network or larger pictures.",
        )
        raise UserError(sentence, height=height, width=width, channels=channels, name=name, smallest=smallest)
    return PRESETS[name](picture_shape)


def _conv(units: int, size: int = 3, **settings: object) -> LayerSpec:
    return LayerSpec("conv", units=units, size=size, **{"activation": "relu", **settings})  # type: ignore[arg-type]


def _pool(size: int = 2, stride: int = 0) -> LayerSpec:
    return LayerSpec("max_pool", size=size, stride=stride)


def _dense(units: int) -> LayerSpec:
    return LayerSpec("dense", units=units, activation="relu")


def _drop(rate: float) -> LayerSpec:
    return LayerSpec("dropout", rate=rate)


def _normal_conv(units: int, size: int = 3, stride: int = 1) -> Rows:
    bare = _conv(units, size, stride=stride, padding="same", activation="linear")
    return (bare, LayerSpec("batch_norm"), LayerSpec("activation", activation="relu"))


_FLATTEN = LayerSpec("flatten")


def _perceptron(picture: Shape) -> Rows:
    """No hidden layer: every class weighs every pixel."""
    del picture
    return (_FLATTEN,)


def _mlp(picture: Shape) -> Rows:
    """Two small dense layers: 784-16-16-10 for digits, 13,002 parameters."""
    del picture
    return (_FLATTEN, _dense(16), _dense(16))


def _lenet(picture: Shape) -> Rows:
    """Two convolutions with pooling and a dense layer, after LeCun et al. 1998, with ReLU and max pooling."""
    del picture
    convolutions = (_conv(16, 5, padding="same"), _pool(), _conv(32, 5), _pool())
    return (*convolutions, _FLATTEN, _dense(128), _drop(0.25))


def _course(picture: Shape) -> Rows:
    """Three strided convolutions and a wide dense layer: 360,458 parameters for 28 × 28 × 1."""
    del picture
    convolutions = (_conv(32, stride=2), _conv(64, stride=2), _conv(128, stride=2))
    return (*convolutions, _FLATTEN, _drop(0.2), _dense(512), _drop(0.2))


def _vgg(picture: Shape) -> Rows:
    """Three groups of two normalised convolutions; pictures too small to be halved again keep their size."""
    rows: list[LayerSpec] = []
    side = min(picture[:2])
    for filters in (32, 64, 128):
        rows += (*_normal_conv(filters), *_normal_conv(filters))
        if side > 1:
            rows.append(_pool())
            side //= 2
    return (*rows, _FLATTEN, _drop(0.2), _dense(256), _drop(0.2))


def _fashion(picture: Shape) -> Rows:
    """Three normalised groups with dropout after each and few dense neurons: the course network, improved."""
    rows: list[LayerSpec] = []
    side = min(picture[:2])
    for filters, rate in ((32, 0.2), (64, 0.3), (128, 0.4)):
        rows += (*_normal_conv(filters), *_normal_conv(filters))
        if side > 1:
            rows.append(_pool())
            side //= 2
        rows.append(_drop(rate))
    return (*rows, LayerSpec("global_average_pool"), _dense(128), _drop(0.3))


def _alexnet(picture: Shape) -> Rows:
    """Five convolutions and three dense layers, after Krizhevsky et al. 2012, for small pictures."""
    del picture
    convolutions = (
        _conv(48, 5, padding="same"),
        _pool(3, 2),
        _conv(96, 5, padding="same"),
        _pool(3, 2),
        _conv(128, padding="same"),
        _conv(128, padding="same"),
        _conv(96, padding="same"),
        _pool(3, 2),
    )
    return (*convolutions, _FLATTEN, _dense(256), _drop(0.5), _dense(256), _drop(0.5))


def _inception(picture: Shape) -> Rows:
    """One convolution and three blocks whose branches look at several sizes at once, after Szegedy et al. 2015."""
    del picture
    block = LayerSpec("inception", units=64, activation="relu")
    wide = LayerSpec("inception", units=128, activation="relu")
    rows = (_conv(32, padding="same"), _pool(), block, block, _pool(), wide)
    return (*rows, LayerSpec("global_average_pool"), _drop(0.3))


def _recogniser(picture: Shape) -> Rows:
    """Eight normalised convolutions that halve the picture twice: the network of the shipped digit model."""
    del picture
    plan = ((24, 3, 1), (32, 3, 2), (48, 3, 1), (64, 3, 1), (64, 3, 2), (96, 3, 1), (96, 3, 1), (24, 1, 1))
    rows: list[LayerSpec] = []
    for number, (filters, size, stride) in enumerate(plan, start=1):
        rows += _normal_conv(filters, size, stride)
        if number in (3, 5):
            rows.append(_drop(0.1))
    return (*rows, _FLATTEN, _drop(0.3), _dense(96), _drop(0.3))


PRESETS: dict[str, Callable[[Shape], Rows]] = {
    "perceptron": _perceptron,
    "mlp": _mlp,
    "lenet": _lenet,
    "course": _course,
    "fashion": _fashion,
    "vgg": _vgg,
    "alexnet": _alexnet,
    "inception": _inception,
    "recogniser": _recogniser,
}
SMALLEST_SIDE_PX = {
    "perceptron": 1,
    "mlp": 1,
    "lenet": 12,
    "course": 15,
    "fashion": 1,
    "vgg": 1,
    "alexnet": 15,
    "inception": 4,
    "recogniser": 4,
}

"""A network described row by row: what each layer makes of the shape before it, and why a row does not fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace

from nnviz.core.choices import check_choice, check_range, check_type
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

Shape = tuple[int, ...]

ACTIVATIONS = ("linear", "relu", "leaky_relu", "elu", "sigmoid", "tanh", "softmax")
PADDINGS = ("valid", "same")
MOST_ROWS = 200
INCEPTION_PARTS = 8
MOST_PARAMETERS = 100_000_000
"""More than this does not train on a computer of today in the time of a lesson."""

FIELDS: dict[str, tuple[str, ...]] = {
    "dense": ("units", "activation", "l1", "l2"),
    "conv": ("units", "size", "stride", "padding", "activation", "l1", "l2"),
    "max_pool": ("size", "stride", "padding"),
    "average_pool": ("size", "stride", "padding"),
    "global_max_pool": (),
    "global_average_pool": (),
    "dropout": ("rate",),
    "batch_norm": (),
    "activation": ("activation",),
    "flatten": (),
    "inception": ("units", "activation", "l1", "l2"),
}
"""The settings that a kind of layer has; in a description a row holds these and no others."""
KINDS = tuple(FIELDS)
_NAMES = {
    "max_pool": "pool",
    "average_pool": "pool",
    "global_max_pool": "pool",
    "global_average_pool": "pool",
    "batch_norm": "norm",
}
_RANGES = {"units": (1, 65_536), "size": (1, 64), "stride": (1, 64)}


@dataclass(frozen=True)
class LayerSpec:
    """One row. `units` counts neurons or filters, `size` is the side of a kernel or a pool, `rate` a fraction.

    A pool's `stride` of 0 means its size. Only the settings that `FIELDS` names for the kind count.

    Raises
    ------
    UserError
        When a setting cannot be used, whatever comes before the row.
    """

    kind: str
    units: int = 32
    size: int = 3
    stride: int = 1
    padding: str = "valid"
    activation: str = "linear"
    rate: float = 0.25
    l1: float = 0.0
    l2: float = 0.0

    def __post_init__(self) -> None:
        check_choice("kind", self.kind, KINDS)
        used = FIELDS[self.kind]
        for name, known in (("padding", PADDINGS), ("activation", ACTIVATIONS)):
            if name in used:
                check_choice(name, getattr(self, name), known)
        for name, (low, high) in _RANGES.items():
            if name in used:
                check_range(name, getattr(self, name), 0 if self.is_pool and name == "stride" else low, high)
        for name, most in (("rate", 0.95), ("l1", 10.0), ("l2", 10.0)):
            if name in used:
                check_range(name, getattr(self, name), 0.0, most)

    @property
    def is_pool(self) -> bool:
        """Whether it slides a window that has no weights."""
        return self.kind in ("max_pool", "average_pool")

    @property
    def step(self) -> int:
        """How far the window moves."""
        return self.size if self.is_pool and self.stride == 0 else self.stride

    def to_dict(self) -> dict[str, object]:
        """Return the kind and its settings, ready for JSON."""
        return {"kind": self.kind, **{name: getattr(self, name) for name in FIELDS[self.kind]}}

    @classmethod
    def from_dict(cls, values: Mapping[str, object]) -> LayerSpec:
        """Read a row back; raises `UserError` for a kind or a setting that does not exist or cannot be used."""
        kind = str(values.get("kind", ""))
        check_choice("kind", kind, KINDS)
        defaults = {field.name: field.default for field in fields(cls) if field.name != "kind"}
        for name, value in values.items():
            if name == "kind":
                continue
            check_choice("setting", name, FIELDS[kind])
            check_type(f"{kind}.{name}", value, defaults[name])
        return cls(**dict(values))  # type: ignore[arg-type]  # checked entry by entry above


def new_row(kind: str) -> LayerSpec:
    """Return a row of this kind with settings that make sense for most networks."""
    usual: dict[str, LayerSpec] = {
        "dense": LayerSpec("dense", units=64, activation="relu"),
        "conv": LayerSpec("conv", units=32, size=3, padding="same", activation="relu"),
        "max_pool": LayerSpec("max_pool", size=2, stride=0),
        "average_pool": LayerSpec("average_pool", size=2, stride=0),
        "activation": LayerSpec("activation", activation="relu"),
        "inception": LayerSpec("inception", units=64, activation="relu"),
    }
    return usual.get(kind) or LayerSpec(kind)


@dataclass(frozen=True)
class RowFacts:
    """What a row makes: its output `shape` without the batch, its weights, or the `problem` that stops it.

    After a row with a problem, rows have neither a shape nor a problem of their own.
    """

    name: str
    shape: Shape | None
    parameters: int = 0
    problem: UserError | None = None


def row_names(rows: Sequence[LayerSpec]) -> tuple[str, ...]:
    """Return a name for each row: its kind and a count, the activation's own name for an activation.

    Examples
    --------
    >>> row_names([LayerSpec("conv"), LayerSpec("max_pool"), LayerSpec("flatten"), LayerSpec("conv")])
    ('conv1', 'pool1', 'flatten1', 'conv2')
    """
    counts: Counter[str] = Counter()
    names = []
    for row in rows:
        stem = row.activation if row.kind == "activation" else _NAMES.get(row.kind, row.kind)
        counts[stem] += 1
        names.append(f"{stem}{counts[stem]}")
    return tuple(names)


def follow_network(rows: Sequence[LayerSpec], picture_shape: Shape, classes: int) -> tuple[RowFacts, ...]:
    """Return the facts of every row and of the output layer, which is dense with a neuron a class.

    Examples
    --------
    >>> [facts.parameters for facts in follow_network([LayerSpec("flatten"), LayerSpec("dense", 16)], (28, 28, 1), 10)]
    [0, 12560, 170]
    """
    facts: list[RowFacts] = []
    shape: Shape | None = picture_shape
    output = LayerSpec("dense", units=max(1, classes))
    for name, row in zip((*row_names(rows), "output"), (*rows, output), strict=True):
        if shape is None:
            facts.append(RowFacts(name, None))
            continue
        try:
            before, shape = shape, output_shape(row, shape)
            facts.append(RowFacts(name, shape, parameter_count(row, before)))
        except UserError as error:
            shape = None
            facts.append(RowFacts(name, None, problem=error))
    return tuple(facts)


def check_network(rows: Sequence[LayerSpec], picture_shape: Shape, classes: int) -> int:
    """Return how many parameters the network has; raise the problem of the first row that has one.

    Raises
    ------
    UserError
        Naming the row, counted from 1.
    """
    facts = follow_network(rows, picture_shape, classes)
    for number, fact in enumerate(facts, start=1):
        if fact.problem is not None:
            sentence = QT_TRANSLATE_NOOP("Errors", "Row {row} ({layer}) of the network does not fit: {problem}")
            raise UserError(sentence, row=number, layer=fact.name, problem=fact.problem)
    total = sum(fact.parameters for fact in facts)
    if total > MOST_PARAMETERS or len(rows) > MOST_ROWS:
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "The network has {rows} rows and {parameters:,} parameters; at most {most_rows} and {most:,} can be "
            "trained here. No network was built. Make its layers fewer or smaller.",
        )
        raise UserError(sentence, rows=len(rows), parameters=total, most_rows=MOST_ROWS, most=MOST_PARAMETERS)
    return total


def output_shape(row: LayerSpec, shape: Shape) -> Shape:
    """Return the shape that a row makes of `shape`, both without the batch axis.

    Convolution and pooling as Keras: ``floor((n - k) / s) + 1`` for padding *valid*, ``ceil(n / s)`` for *same*.

    Raises
    ------
    UserError
        When the row cannot take this shape.
    """
    if row.kind in ("dropout", "batch_norm", "activation"):
        return shape
    if row.kind == "flatten":
        return (_count(shape),)
    if row.kind == "dense":
        if len(shape) != 1:
            raise UserError(
                QT_TRANSLATE_NOOP(
                    "Errors",
                    "A dense layer reads a row of numbers, but {shape} arrives. Put a flatten or a global pooling "
                    "before it.",
                ),
                shape=_told(shape),
            )
        return (row.units,)
    if len(shape) != 3:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors", "It slides over maps, but {shape} is a row of numbers. Put it before the flatten."
            ),
            shape=_told(shape),
        )
    return _maps_shape(row, shape)


def _maps_shape(row: LayerSpec, shape: Shape) -> Shape:
    height, width, channels = shape
    if row.kind in ("global_max_pool", "global_average_pool"):
        return (channels,)
    if row.kind == "inception":
        if row.units % INCEPTION_PARTS:
            sentence = QT_TRANSLATE_NOOP(
                "Errors", "An inception block shares its maps among branches: {units} is not a multiple of {parts}."
            )
            raise UserError(sentence, units=row.units, parts=INCEPTION_PARTS)
        return (height, width, row.units)
    if row.padding == "valid" and row.size > min(height, width):
        sentence = QT_TRANSLATE_NOOP("Errors", "{size} × {size} does not fit into {height} × {width}.")
        raise UserError(sentence, size=row.size, height=height, width=width)
    sides = (_slid(side, row) for side in (height, width))
    return (*sides, row.units if row.kind == "conv" else channels)


def _slid(side: int, row: LayerSpec) -> int:
    return -(-side // row.step) if row.padding == "same" else (side - row.size) // row.step + 1


def parameter_count(row: LayerSpec, shape: Shape) -> int:
    """Return how many numbers a row learns or keeps for an input of `shape`."""
    channels = shape[-1]
    match row.kind:
        case "dense":
            return (channels + 1) * row.units
        case "conv":
            return (channels * row.size**2 + 1) * row.units
        case "batch_norm":
            return 4 * channels
        case "inception":
            return sum((source * side**2 + 1) * count for source, side, count in inception_convolutions(row, channels))
    return 0


def inception_convolutions(row: LayerSpec, channels: int) -> tuple[tuple[int, int, int], ...]:
    """Return (input channels, kernel side, maps) of an inception block's six convolutions.

    1 × 1; 1 × 1 then 3 × 3; 1 × 1 then 5 × 5; pooling then 1 × 1, in the proportions of Szegedy et al. 2015.
    """
    part = row.units // INCEPTION_PARTS
    return (
        (channels, 1, 2 * part),
        (channels, 1, 2 * part),
        (2 * part, 3, 4 * part),
        (channels, 1, part),
        (part, 5, part),
        (channels, 1, part),
    )


def regularised(rows: Sequence[LayerSpec], l1: float, l2: float) -> tuple[LayerSpec, ...]:
    """Return the rows with these penalties added to their own, where they have weights."""
    return tuple(replace(row, l1=row.l1 + l1, l2=row.l2 + l2) if "l1" in FIELDS[row.kind] else row for row in rows)


def _count(shape: Shape) -> int:
    count = 1
    for side in shape:
        count *= side
    return count


def _told(shape: Shape) -> str:
    return " × ".join(str(side) for side in shape)

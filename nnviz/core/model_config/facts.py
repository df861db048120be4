"""What a model file says about itself besides the layers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Literal

Container = Literal["keras", "hdf5"]
Layout = Literal["keras3", "legacy", "none"]


@dataclass(frozen=True)
class Facts:
    """Where a model came from and how large it will be.

    `layout` tells how the weights lie in the clean copy: "keras3" as Keras 3 writes `model.weights.h5` (groups
    `layers/<class>/vars/<number>`, as in the file), "legacy" as whole-model HDF5 files do (attribute `layer_names`,
    for each layer a group with the attribute `weight_names` and the datasets of those names).
    """

    container: Container
    layout: Layout
    keras_version: str = ""
    backend: str = ""
    weights_only: bool = False
    parameters: int = 0
    activation_bytes: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Return the facts as plain values, ready for JSON."""
        return asdict(self)

    @property
    def keras_major(self) -> int | None:
        """The first number of the version of Keras that wrote the file, None where it is not told."""
        first = self.keras_version.split(".", maxsplit=1)[0]
        return int(first) if first.isascii() and first.isdigit() and len(first) < 4 else None

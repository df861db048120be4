"""Measure the state of every layer over a sample of pictures."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nnviz.core.arrays import Array
from nnviz.core.health import HealthReport


def measure_health(model: Any, pictures: Array, model_id: str = "", chunk: int = 64) -> Iterator[HealthReport]:
    """Yield the report over more and more of `pictures`, (N, ...) as the model reads them; the last one covers all."""
    raise NotImplementedError

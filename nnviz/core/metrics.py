"""Every batch's figures, kept, and read back at the resolution of a screen."""

from __future__ import annotations

from nnviz.core.training import BatchRecord


class MetricsLog:
    """Placeholder for the contract: see `append`, `length` and `column`."""

    def __init__(self) -> None:
        self.length = 0

    def extend(self, records: list[BatchRecord]) -> None:
        """Append the figures of further batches."""

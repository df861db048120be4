"""What excites the channels of a layer: the strongest answers found among the pictures of a data set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from nnviz.core.arrays import Array
from nnviz.core.model_summary import ModelSummary
from nnviz.core.patch import Patch, cut_out, window_of
from nnviz.core.strongest import NOTHING, Ranking, unit_at


@dataclass(frozen=True)
class Search:
    """What was searched: a layer of a model, and a part of a data set.

    `lowest` looks for the smallest values; with `several` one picture may take more than one place.
    """

    model_id: str
    layer_id: str
    dataset: str
    split: str
    pictures: int = 0
    lowest: bool = False
    several: bool = False


@dataclass(frozen=True, eq=False)
class Exciting:
    """One place of a ranking: the value of `unit`, and the picture that led to it; `predicted` is None unread."""

    value: float
    unit: tuple[int, ...]
    picture: int
    label: int
    predicted: int | None
    patch: Patch
    image: Array


@dataclass(frozen=True, eq=False)
class Excitement:
    """A search as far as `done` of `total` pictures; `channels` maps each row of the ranking to its channel.

    `images` (N, H, W, C) uint8 and `labels` (N,) are those of the whole part, `predicted` (N,) the classes that the
    model read, `NOTHING` where it was not asked or tells no classes. `shape` is the layer's output without the batch
    axis, `shapes` those of other tensors that the summary leaves open.
    """

    search: Search
    ranking: Ranking
    channels: tuple[int, ...]
    shape: tuple[int, ...]
    images: Array
    labels: Array
    predicted: Array
    class_names: tuple[str, ...]
    done: int
    total: int
    channels_first: bool = False
    shapes: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    @property
    def complete(self) -> bool:
        """Whether all pictures were read."""
        return self.done >= self.total

    def best_of(self, summary: ModelSummary, channel: int, count: int | None = None) -> tuple[Exciting, ...]:
        """Return the strongest answers of a channel, the first `count` of them; nothing for one not searched."""
        if channel not in self.channels:
            return ()
        row = self.channels.index(channel)
        filled = self.ranking.filled(row)
        return tuple(self._at(summary, row, place) for place in range(filled if count is None else min(filled, count)))

    def _at(self, summary: ModelSummary, row: int, place: int) -> Exciting:
        picture = int(self.ranking.pictures[row, place])
        position = int(self.ranking.positions[row, place])
        unit = unit_at(self.shape, self.channels[row], position, self.channels_first)
        image, predicted = self.images[picture], int(self.predicted[picture])
        window = window_of(summary, self.search.layer_id, unit, image.shape, self.shapes)
        return Exciting(
            value=float(self.ranking.values[row, place]),
            unit=unit,
            picture=picture,
            label=int(self.labels[picture]),
            predicted=None if predicted == NOTHING else predicted,
            patch=cut_out(image, window),
            image=image,
        )

    def channel_of(self, unit: tuple[int, ...] | None) -> int | None:
        """Return the channel that a unit belongs to, None where it is none of this layer's."""
        if unit is None or len(unit) != len(self.shape):
            return None
        return unit[0 if self.channels_first else -1]

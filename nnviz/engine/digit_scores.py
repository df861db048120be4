"""How much a drawing looks like a digit, where the live model reads prepared digits."""

from __future__ import annotations

from nnviz.engine.commands import Ask
from nnviz.engine.prober import Prober
from nnviz.engine.rejector import PICTURE_SHAPE, Rejector

DIGIT_NAMES = tuple("0123456789")


class DigitScores:
    """Scores each drawing once, however often the live model answers it; `load` makes it ready."""

    def __init__(self) -> None:
        self._rejector: Rejector | None = None
        self._scored: Ask | None = None
        self._score = 0.0

    def load(self) -> None:
        """Read what tells digits from other drawings."""
        self._rejector = Rejector()

    def rejector_for(self, prober: Prober | None, shape: tuple[int, ...] = PICTURE_SHAPE) -> Rejector | None:
        """Return what scores pictures of this shape, None where the model does not read them as prepared digits."""
        reads = prober is not None and prober.summary.class_names == DIGIT_NAMES and shape == PICTURE_SHAPE
        return self._rejector if reads else None

    def score(self, ask: Ask, prober: Prober | None) -> float | None:
        """Return how much the drawing looks like a digit, 0 to 1; None where that is not known."""
        rejector = self.rejector_for(prober, ask.image.shape)
        if rejector is None:
            return None
        if self._scored is not ask:
            self._scored, self._score = ask, rejector.score(ask.image)
        return self._score

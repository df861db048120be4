"""How fast a training goes and how long it still takes, with pauses left out."""

from __future__ import annotations

from collections import deque

# What happens between two batches (a probe, a command) belongs to the training; a longer gap is a pause.
LONGEST_GAP_S = 0.25
_REMEMBERED_BATCHES = 64


class Pace:
    """Counts the seconds a training was at work. Times are handed in, in seconds of any steady clock.

    Examples
    --------
    >>> pace = Pace(now=0.0)
    >>> pace.add_batch(32, now=0.1), pace.suspend(now=0.1), pace.resume(now=60.1)
    (None, None, None)
    >>> pace.add_batch(32, now=60.2)
    >>> round(pace.active_s(now=60.2), 6)
    0.2
    >>> round(pace.images_per_second)
    320
    """

    def __init__(self, now: float) -> None:
        self._started = now
        self._paused_s = 0.0
        self._suspended_at = now
        self._last_s = 0.0
        self._recent: deque[tuple[int, float]] = deque(maxlen=_REMEMBERED_BATCHES)
        self.images = 0
        self.seconds = 0.0

    def suspend(self, now: float) -> None:
        """Note that the training handed control back."""
        self._suspended_at = now

    def resume(self, now: float) -> None:
        """Note that the training goes on."""
        gap = now - self._suspended_at
        if gap > LONGEST_GAP_S:
            self._paused_s += gap

    def active_s(self, now: float) -> float:
        """Return the seconds at work so far."""
        return now - self._started - self._paused_s

    def skip(self, now: float) -> None:
        """Leave what happened since the last batch (preparation, validation) out of the pace."""
        self._last_s = self.active_s(now)

    def add_batch(self, images: int, now: float) -> None:
        """Count a trained batch of so many pictures."""
        active = self.active_s(now)
        seconds, self._last_s = active - self._last_s, active
        self._recent.append((images, seconds))
        self.images += images
        self.seconds += seconds

    @property
    def images_per_second(self) -> float:
        """The rate over the latest batches; 0 before the first."""
        seconds = sum(seconds for _, seconds in self._recent)
        return sum(images for images, _ in self._recent) / seconds if seconds > 0.0 else 0.0

    @property
    def mean_images_per_second(self) -> float:
        """The rate over all batches; 0 before the first."""
        return self.images / self.seconds if self.seconds > 0.0 else 0.0

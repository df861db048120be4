"""Long work in short steps, so that the engine serves commands and trains in between."""

from __future__ import annotations

from collections.abc import Callable, Generator
from functools import partial

Steps = Generator[None, None, None]
Guard = Callable[[Callable[[], None], str], None]


class Jobs:
    """Generators by name; each step of one should take no more than about 20 ms."""

    def __init__(self) -> None:
        self._running: dict[str, Steps] = {}

    def __bool__(self) -> bool:
        """Tell whether any work is left."""
        return bool(self._running)

    def start(self, name: str, steps: Steps) -> None:
        """Begin a job; one of the same name that still runs is given up."""
        self.stop(name)
        self._running[name] = steps

    def stop(self, name: str) -> None:
        """Give a job up."""
        steps = self._running.pop(name, None)
        if steps is not None:
            steps.close()

    def holds(self, name: str) -> bool:
        """Return whether a job of this name still runs."""
        return name in self._running

    def advance(self, guard: Guard) -> None:
        """Take one step of each job under `guard(step, name)`; a job whose step fails has ended."""
        for name in tuple(self._running):
            guard(partial(self._step, name), name)

    def _step(self, name: str) -> None:
        steps = self._running.pop(name)
        try:
            next(steps)
        except StopIteration:
            return
        self._running[name] = steps

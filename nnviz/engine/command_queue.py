"""Commands on their way to the engine: kept in order, but only the latest question of each kind."""

from __future__ import annotations

from collections import deque
from threading import Condition

from nnviz.engine.commands import Ask, AskMany, Command, FindNearest, ProbePicture, ScrubTo

Aside = AskMany | FindNearest | ProbePicture


class CommandQueue:
    """A queue that any thread may fill and the engine thread empties."""

    def __init__(self) -> None:
        self._condition = Condition()
        self._commands: deque[Command] = deque()
        self._ask: Ask | None = None
        self._asides: dict[str, Aside] = {}

    def put(self, command: Command) -> None:
        """Add a command; a question takes the place of one of its kind and owner that is not yet answered.

        So does a `ScrubTo` of the one just before it.
        """
        with self._condition:
            if isinstance(command, Ask):
                self._ask = command
            elif isinstance(command, AskMany):
                self._asides[f"many {command.owner}"] = command
            elif isinstance(command, ProbePicture):
                self._asides[f"probe {command.owner}"] = command
            elif isinstance(command, FindNearest):
                self._asides["nearest"] = command
            else:
                if isinstance(command, ScrubTo) and self._commands and isinstance(self._commands[-1], ScrubTo):
                    self._commands.pop()
                self._commands.append(command)
            self._condition.notify()

    def take(self, wait: bool) -> list[Command]:
        """Take every command out, in order; with `wait`, sleep until there is one or a question."""
        with self._condition:
            if wait:
                self._condition.wait_for(lambda: self._commands or self._ask is not None or self._asides)
            commands = list(self._commands)
            self._commands.clear()
        return commands

    def take_ask(self) -> Ask | None:
        """Take the latest question out, if there is one."""
        with self._condition:
            ask, self._ask = self._ask, None
        return ask

    def take_asides(self) -> list[Aside]:
        """Take the other questions out, the latest of each kind and owner; none while an `Ask` waits."""
        with self._condition:
            if self._ask is not None:
                return []
            asides = list(self._asides.values())
            self._asides.clear()
        return asides

    def holds(self, *kinds: type) -> bool:
        """Return whether a command of one of these kinds waits."""
        with self._condition:
            return any(isinstance(command, kinds) for command in self._commands)

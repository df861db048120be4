"""How much memory is free, told without other libraries."""

from __future__ import annotations

import os
from pathlib import Path

SUPPOSED_FREE_BYTES = 2 * 2**30
"""What counts as free where the system does not tell."""


def free_bytes(meminfo: Path = Path("/proc/meminfo"), group: Path = Path("/sys/fs/cgroup")) -> int:
    """Return the memory that can be had without pushing other programs out, in bytes."""
    return min(_of_machine(meminfo), _of_group(group))


def _of_machine(meminfo: Path) -> int:
    try:
        for line in meminfo.read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError, IndexError):
        pass
    try:
        # Half of what there is, where nobody says how much of it is in use.
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2
    except (AttributeError, ValueError, OSError):
        return SUPPOSED_FREE_BYTES


def _of_group(group: Path) -> int:
    """Return what a container may still take."""
    try:
        limit = int((group / "memory.max").read_text(encoding="ascii"))
        return max(0, limit - int((group / "memory.current").read_text(encoding="ascii")))
    except (OSError, ValueError):
        return 2**62

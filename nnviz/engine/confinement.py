"""What the process that opens strangers' files denies itself: memory, time, the network, other programs."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

PROCESSOR_SECONDS = 60
OWN_MEMORY_BYTES = 160 * 2**20

_FORBIDDEN = frozenset({
    "socket.__new__", "socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen", "os.system",
    "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "os.rename", "os.rmdir", "os.chmod", "os.chown",
    "os.link", "os.symlink", "os.truncate", "os.utime", "shutil.rmtree", "pickle.find_class", "ctypes.dlopen",
    "webbrowser.open", "urllib.Request",
})  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def confine(folder: Path, model_bytes: int, file_bytes: int) -> None:
    """Give up, for the rest of this process, all that reading a file does not need; files are written in `folder`."""
    import h5py  # noqa: F401  loaded before the limits, which its libraries must not count against

    _limit(min(model_bytes, 4 * file_bytes) + OWN_MEMORY_BYTES, model_bytes + 2**28)
    _forbid(str(folder.resolve()))


def _limit(memory_bytes: int, written_bytes: int) -> None:
    try:
        import resource
    except ImportError:  # not on Windows: there the parent's clock is the only limit
        return
    used = _address_space()
    if used:
        _lower(resource, resource.RLIMIT_AS, used + memory_bytes)
    _lower(resource, resource.RLIMIT_CPU, PROCESSOR_SECONDS)
    _lower(resource, resource.RLIMIT_FSIZE, written_bytes)
    _lower(resource, resource.RLIMIT_CORE, 0)


def _lower(resource: Any, kind: int, limit: int) -> None:
    _, most = resource.getrlimit(kind)
    if most != resource.RLIM_INFINITY:
        limit = min(limit, most)
    resource.setrlimit(kind, (limit, most))


def _address_space() -> int:
    """Return how much address space this process has, 0 where it is not told."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def _forbid(folder: str) -> None:
    inside = folder + os.sep

    def judge(event: str, arguments: tuple[Any, ...]) -> None:
        if event in _FORBIDDEN:
            raise PermissionError(event)
        if event == "open" and _writes(arguments) and not _text(arguments[0]).startswith(inside):
            raise PermissionError("open for writing")
        if event in ("os.remove", "os.mkdir") and not _text(arguments[0]).startswith(inside):
            raise PermissionError(event)

    sys.addaudithook(judge)


def _writes(arguments: tuple[Any, ...]) -> bool:
    _, mode, flags = arguments
    if isinstance(flags, int) and flags & _WRITING:
        return True
    return isinstance(mode, str) and any(letter in mode for letter in "wax+")


def _text(path: Any) -> str:
    return os.path.abspath(os.fsdecode(path)) if isinstance(path, (str, bytes, os.PathLike)) else ""

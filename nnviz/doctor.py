"""What this machine has and lacks for nnviz, and the command that brings it."""

from __future__ import annotations

import ctypes
import importlib.metadata
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from nnviz import paths

# Library file on Linux -> Debian package that brings it. The first group loads Qt at all, the second a window on X11.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
}
X11_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
DISTRIBUTIONS = ("tensorflow", "keras", "numpy", "PySide6_Essentials", "pyqtgraph", "scikit-learn", "scipy", "Pillow")
NEEDED_DISK_BYTES = 200 * 2**20


def display_problem() -> str | None:
    """Return one sentence that says why no window can be opened here, or None when one can."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return None
    missing = missing_packages(QT_LIBRARIES)
    if missing:
        return f"Qt needs system libraries that are not here; install them with: {apt_command(missing)}"
    if _wayland_is_there():
        return None
    if not os.environ.get("DISPLAY"):
        return (
            "there is no display here, so no window can open; start it on a desktop, or use a command such as "
            "'nnviz classify picture.png' (nnviz --help lists them)"
        )
    missing = missing_packages(X11_LIBRARIES)
    if missing:
        return f"Qt needs system libraries for windows that are not here; install them with: {apt_command(missing)}"
    if not _x11_answers():
        return (
            f"the display {os.environ['DISPLAY']} does not answer, so no window can open; check DISPLAY, or use a "
            "command such as 'nnviz classify picture.png'"
        )
    return None


def examine() -> list[dict[str, Any]]:
    """Return findings ``{name, ok, found, cure}``, in the order in which a person would mend them."""
    return [
        _python(),
        *(_distribution(name) for name in DISTRIBUTIONS),
        *_system_libraries(),
        _fonts(),
        _display(),
        _shipped_model(),
        _writable("data folder", paths.data_folder()),
        _writable("runs folder", paths.runs_folder()),
    ]


def missing_packages(libraries: dict[str, str]) -> list[str]:
    """Return the Debian packages of those libraries that do not load."""
    return sorted({package for library, package in libraries.items() if not _loads(library)})


def apt_command(packages: list[str]) -> str:
    """Return the command that installs these packages on Debian and Ubuntu."""
    return "sudo apt-get install -y " + " ".join(packages)


def _finding(name: str, ok: bool, found: str, cure: str = "") -> dict[str, Any]:
    return {"name": name, "ok": ok, "found": found, "cure": "" if ok else cure}


def _python() -> dict[str, Any]:
    version = sys.version.split()[0]
    right = (3, 11) <= sys.version_info[:2] < (3, 14)
    return _finding("Python", right, version, "Install Python 3.11, 3.12 or 3.13.")


def _distribution(name: str) -> dict[str, Any]:
    try:
        version = importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return _finding(name, False, "not installed", "python -m pip install --upgrade nnviz")
    if name == "PySide6_Essentials" and version.startswith("6.12.0") and sys.version_info < (3, 12):
        cure = "python -m pip install 'PySide6_Essentials<6.12'"
        return _finding(name, False, f"{version} aborts on this Python", cure)
    return _finding(name, True, version)


def _system_libraries() -> list[dict[str, Any]]:
    if not sys.platform.startswith("linux"):
        return []
    found = []
    for name, libraries in (("libraries of Qt", QT_LIBRARIES), ("libraries for windows on X11", X11_LIBRARIES)):
        missing = missing_packages(libraries)
        found.append(_finding(name, not missing, ", ".join(missing) or "all there", apt_command(missing)))
    return found


def _fonts() -> dict[str, Any]:
    if not sys.platform.startswith("linux"):
        return _finding("fonts", True, "the system's own")
    folders = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), Path.home() / ".fonts",
               Path.home() / ".local/share/fonts")  # fmt: skip
    there = any(next(folder.rglob("*.[to]tf"), None) for folder in folders if folder.is_dir())
    return _finding("fonts", there, "found" if there else "none", apt_command(["fonts-dejavu-core"]))


def _display() -> dict[str, Any]:
    problem = display_problem()
    return {"name": "display", "ok": True, "found": problem or "a window can open", "cure": ""}


def _shipped_model() -> dict[str, Any]:
    file = paths.shipped_model()
    return _finding("shipped model", file.is_file(), str(file), "Install nnviz again: its resources are incomplete.")


def _writable(name: str, folder: Path) -> dict[str, Any]:
    there = next(parent for parent in (folder, *folder.parents) if parent.is_dir())
    try:
        with tempfile.TemporaryFile(dir=there):
            free = shutil.disk_usage(there).free
    except OSError as error:
        return _finding(name, False, f"{folder}: {error.strerror}", "Make the folder writable or set NNVIZ_DATA.")
    enough = free >= NEEDED_DISK_BYTES
    return _finding(name, enough, f"{folder}, {free / 2**30:.1f} GiB free", "Free some space on this disk.")


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _wayland_is_there() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY")
    folder = os.environ.get("XDG_RUNTIME_DIR", "")
    return bool(name) and (Path(folder) / str(name)).exists()


def _x11_answers() -> bool:
    """Return whether the X server that DISPLAY names takes a connection (Qt aborts where it does not)."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = (ctypes.c_char_p, ctypes.c_void_p)
    xcb.xcb_connection_has_error.argtypes = (ctypes.c_void_p,)
    xcb.xcb_disconnect.argtypes = (ctypes.c_void_p,)
    connection = xcb.xcb_connect(None, None)
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not failed

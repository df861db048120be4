"""A window opened from a notebook or a script: what it is given, that it returns, and that nothing is left behind."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import nnviz
from nnviz import window_handle
from nnviz.core.array_file import open_array

# Stands for the window: writes down what it read, then lives until it is told to end.
WINDOW = "import sys, time, pathlib, shutil; shutil.copy(sys.argv[2], sys.argv[1]); time.sleep(60)"
CLOSED_AT_ONCE = "pass"


@pytest.fixture
def seen(tmp_path, monkeypatch):
    file = tmp_path / "seen.npy"
    monkeypatch.setattr(window_handle, "COMMAND", (sys.executable, "-c", WINDOW, str(file)))
    return file


def wait_for(qtbot, file: Path) -> np.ndarray:
    qtbot.waitUntil(lambda: file.exists() and file.stat().st_size > 100, timeout=10_000)
    return np.load(file)


def test_the_window_gets_the_array_and_closing_leaves_nothing(qtbot, seen):
    array = np.arange(24, dtype=">i2").reshape(2, 3, 4)
    window = nnviz.view(array, title="my / array: ü")
    try:
        assert window.is_open
        assert window.file.name == "my _ array_ ü.npy"
        found = wait_for(qtbot, seen)
        assert found.dtype == array.dtype
        np.testing.assert_array_equal(found, array)
        assert window.wait(0.01) is None
        assert "open" in repr(window)
    finally:
        window.close()
    assert not window.is_open
    assert not window.file.parent.exists()
    window.close()


def test_a_window_that_somebody_closes_takes_its_file_along(qtbot, monkeypatch):
    monkeypatch.setattr(window_handle, "COMMAND", (sys.executable, "-c", CLOSED_AT_ONCE))
    window = nnviz.view([1, 2, 3])
    qtbot.waitUntil(lambda: not window.file.parent.exists(), timeout=10_000)
    assert window.wait() == 0
    assert "closed" in repr(window)


def test_the_end_of_python_closes_the_window(tmp_path):
    script = (
        "import sys; from nnviz import window_handle, view\n"
        "window_handle.COMMAND = (sys.executable, '-c', 'import time; time.sleep(60)')\n"
        "window = view([1.0]); print(window._process.pid, window.file.parent)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    pid, folder = done.stdout.strip().split(" ", 1)
    assert not Path(folder).exists()
    assert not Path(f"/proc/{pid}").exists()


@pytest.mark.parametrize(
    ("array", "expected"),
    [
        ([[1, 2], [3, 4]], np.array([[1, 2], [3, 4]])),
        (3.5, np.array(3.5)),
        (np.array([1 + 2j]), np.array([1 + 2j])),
        (["ab", "c"], np.array(["ab", "c"])),
        (np.zeros((0, 3)), np.zeros((0, 3))),
        (np.array([True]), np.array([True])),
        (np.array(["2020-01-01"], "M8[D]"), np.array(["2020-01-01"], "M8[D]")),
        (np.ma.array([1.5, 2.5], mask=[True, False]), np.array([np.nan, 2.5])),
        (np.ma.array([1, 2]), np.array([1, 2])),
        (np.ma.array([1, 2], mask=[True, False]), np.array([np.nan, 2.0])),
        (np.ma.array([1j, 2.0], mask=[False, True]), np.array([1j, complex(np.nan)])),
        (np.ma.array(["2020-01-01"], "M8[D]", mask=[True]), np.array(["NaT"], "M8[D]")),
    ],
    ids=str,
)
def test_what_can_be_shown_is_written_so_that_nnviz_opens_it(tmp_path, array, expected):
    values = window_handle.plain_array(array)
    assert values.dtype == expected.dtype
    np.testing.assert_array_equal(values, expected)
    np.save(tmp_path / "a.npy", values)
    np.testing.assert_array_equal(open_array(tmp_path / "a.npy").array, expected)


@pytest.mark.parametrize(
    ("array", "sentence"),
    [
        ([[1, 2], [3]], "different lengths"),
        (np.array([object()]), "Python objects"),
        (np.zeros((1,) * 9), "at most 8"),
        (np.ma.array([2**60 + 1, 1], mask=[False, True]), "beyond 2"),
        (np.ma.array(["a", "b"], mask=[False, True]), "Fill it first"),
        (np.zeros(2, "V8"), "no values"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_shown_is_a_clear_error_and_starts_nothing(monkeypatch, array, sentence):
    monkeypatch.setattr(window_handle, "COMMAND", ("nothing-may-be-started",))
    with pytest.raises(ValueError, match=sentence):
        nnviz.view(array)


def test_importing_nnviz_is_light():
    heavy = "('PySide6', 'tensorflow', 'keras', 'pyqtgraph', 'numpy')"
    script = f"import sys, nnviz; nnviz.view; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"
    script = f"import sys, nnviz.window_handle; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "['numpy']"

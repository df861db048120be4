"""The checks of the code itself, so that there is one word for "good"."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True)


def test_ruff_finds_nothing():
    found = run(sys.executable, "-m", "ruff", "check", "nnviz", "tests")
    assert found.returncode == 0, found.stdout


def test_mypy_finds_nothing():
    found = run(sys.executable, "-m", "mypy")
    assert found.returncode == 0, found.stdout


def test_imports_keep_to_their_rooms():
    found = run(sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()")
    assert found.returncode == 0, found.stdout


@pytest.mark.parametrize("file", sorted((ROOT / "nnviz").rglob("*.py")), ids=lambda file: str(file.relative_to(ROOT)))
def test_no_f_string_is_handed_to_the_translator(file):
    text = file.read_text(encoding="utf-8")
    assert not re.search(r"""(\btr|translate|QT_TRANSLATE_NOOP)\(\s*(["'][^"']*["']\s*,\s*)?f["']""", text)

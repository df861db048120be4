"""Collects the texts on screen into resources/i18n/*.ts and compiles them; also checks that all are translated.

Run ``python tests/translations.py`` after changing a text.
"""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import xml.etree.ElementTree as ElementTree
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "i18n"
LANGUAGES = ("pt_BR",)


def tool(name: str) -> str:
    """Return the path of one of Qt's translation tools beside this Python."""
    return str(Path(sysconfig.get_path("scripts")) / name)


def collect(target: Path) -> None:
    """Bring the texts of all sources into `target`, keeping the translations that are there."""
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "nnviz").rglob("*.py"))
    run("pyside6-lupdate", *sources, "-ts", str(target), "-no-obsolete", "-locations", "none")


def compile_file(source: Path, target: Path) -> None:
    """Compile a .ts file into a .qm file; texts without a translation stay English."""
    run("pyside6-lrelease", str(source), "-qm", str(target))


def run(name: str, *arguments: str) -> None:
    """Run one of Qt's translation tools, silent unless it fails."""
    done = subprocess.run([tool(name), *arguments], cwd=ROOT, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError(f"{name} failed:\n{done.stdout}{done.stderr}")


def messages(file: Path) -> dict[tuple[str, str], str | None]:
    """Return (context, source) -> translation, None where it is not finished."""
    found: dict[tuple[str, str], str | None] = {}
    for context in ElementTree.parse(file).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            unfinished = translation is None or translation.get("type") == "unfinished" or not translation.text
            found[name, message.findtext("source", "")] = None if unfinished else translation.text
    return found


if __name__ == "__main__":
    for language in LANGUAGES:
        file = FOLDER / f"nnviz_{language}.ts"
        collect(file)
        missing = [key for key, text in messages(file).items() if text is None]
        print(f"{file.name}: {len(messages(file))} texts, {len(missing)} to translate")
        for context, source in missing:
            print(f"  [{context}] {source!r}")
        try:
            compile_file(file, file.with_suffix(".qm"))
        except RuntimeError as error:
            print(f"{error}\nThe compiled file is as it was; translate what is listed, then run this again.")
    sys.exit(0)

"""Brazilian Portuguese is complete, compiled and keeps every field of every sentence."""

from __future__ import annotations

import re
import string

import pytest
from translations import FOLDER, LANGUAGES, collect, compile_file, messages


@pytest.fixture(params=LANGUAGES)
def source(request):
    return FOLDER / f"nnviz_{request.param}.ts"


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_text_is_collected_and_translated(source, tmp_path):
    fresh = tmp_path / source.name
    fresh.write_bytes(source.read_bytes())
    collect(fresh)
    found = messages(fresh)
    assert found.keys() == messages(source).keys()
    assert [key for key, text in found.items() if text is None] == []


def test_translations_keep_fields_and_accelerators(source):
    for (context, text), translation in messages(source).items():
        assert fields(text) == fields(translation or ""), (context, text)
        assert ("&" in re.sub("&[a-z]+;", "", text)) == ("&" in re.sub("&[a-z]+;", "", translation or "")), text


def test_the_compiled_file_is_fresh(source, tmp_path):
    compiled = tmp_path / "compiled.qm"
    compile_file(source, compiled)
    assert compiled.read_bytes() == source.with_suffix(".qm").read_bytes()

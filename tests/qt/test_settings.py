from __future__ import annotations

import json

import pytest

from nnviz.qt.settings import MAX_RECENT, Settings


def test_what_is_set_is_there_the_next_time(tmp_path):
    file = tmp_path / "deep" / "settings.json"
    settings = Settings(file)
    settings.set("theme", "dark")
    settings.set("large_text", True)
    settings.remember_file("/a.keras")
    again = Settings(file)
    assert again.text("theme") == "dark"
    assert again.flag("large_text") is True
    assert again.texts("recent") == ["/a.keras"]
    assert [path.name for path in file.parent.iterdir()] == ["settings.json"]


BROKEN = [b"", b"{", b"[1, 2]", b"\xff\xfe\x00", b'{"theme": 7, "large_text": "yes", "recent": 3}']


@pytest.mark.parametrize("content", BROKEN)
def test_a_broken_file_never_stops_a_start(tmp_path, content):
    file = tmp_path / "settings.json"
    file.write_bytes(content)
    settings = Settings(file)
    assert settings.text("theme", "light") == "light"
    assert settings.flag("large_text") is False
    assert settings.texts("recent") == []
    settings.set("theme", "dark")
    assert json.loads(file.read_text())["theme"] == "dark"


def test_recent_files_are_few_and_the_latest_first(tmp_path):
    settings = Settings(None)
    for number in range(MAX_RECENT + 5):
        settings.remember_file(f"/{number}.npy")
    settings.remember_file("/12.npy")
    assert settings.texts("recent")[0] == "/12.npy"
    assert len(settings.texts("recent")) == MAX_RECENT
    assert len(set(settings.texts("recent"))) == MAX_RECENT


def test_a_disk_that_takes_nothing_costs_only_the_memory(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    settings = Settings(blocked / "settings.json")
    settings.set("theme", "dark")
    assert settings.text("theme") == "dark"


def test_changed_tells_the_key_once(qtbot):
    settings = Settings(None)
    with qtbot.waitSignal(settings.changed) as heard:
        settings.set("theme", "dark")
    assert heard.args == ["theme"]
    with qtbot.assertNotEmitted(settings.changed):
        settings.set("theme", "dark")

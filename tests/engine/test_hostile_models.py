"""A stranger's file is refused in a sentence, before TensorFlow, and nothing is run, read or changed by it."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import hostile_archives
import hostile_configs
import hostile_hdf5
import pytest
from hostile_files import HONEST, archive, hdf5_file, keras_file, members
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nnviz.core.messages import UserError
from nnviz.core.model_config.refusal import NeedsOwnCode
from nnviz.engine.admission import FileRefusedError, admit, facts_of, surroundings

MOST_MB = 300
PARTS = range(10)

ARCHIVES = {f"zip: {name}": case for name, case in hostile_archives.CASES.items()}
CONFIGS = {f"config: {name}": case for name, case in hostile_configs.CASES.items()}
HDF5 = {f"hdf5: {name}": case for name, case in hostile_hdf5.CASES.items()}
CUT = {f"cut: {suffix} at {part * 10} %": (suffix, part) for suffix in ("keras", "h5") for part in PARTS}
EVERY = {name: expected for name, (_, expected) in (ARCHIVES | CONFIGS | HDF5).items()} | dict.fromkeys(CUT, "")


def build(name: str, path: Path, canary: Path) -> Path:
    """Write the file of a case."""
    if name in CONFIGS:
        config = CONFIGS[name][0]
        text = config if isinstance(config, bytes) else json.dumps(config).encode()
        return keras_file(path, text.replace(hostile_configs.CANARY.encode(), str(canary).encode()))
    if name in CUT:
        suffix, part = CUT[name]
        whole = (keras_file(path) if suffix == "keras" else hdf5_file(path)).read_bytes()
        path.write_bytes(whole[: len(whole) * part // 10] or b"P")
        return path
    return (ARCHIVES | HDF5)[name][0](path)


def digests(folder: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.iterdir())}


def run(paths: list[Path], *words: str) -> dict[str, dict]:
    """Open files in processes of their own, or in a single one; return what became of each by its path."""
    command = [sys.executable, str(Path(__file__).with_name("hostile_run.py")), *words]
    lines = "".join(f"{path}\n" for path in paths)
    done = subprocess.run(command, input=lines, env=surroundings(), stdout=subprocess.PIPE, text=True, check=True)
    return {one["path"]: one for one in map(json.loads, done.stdout.splitlines())}


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """Open every file of the corpus in a process of its own, and return what became of each."""
    folder = tmp_path_factory.mktemp("corpus")
    canary = tmp_path_factory.mktemp("elsewhere") / "canary"
    paths = {}
    for number, name in enumerate(EVERY):
        paths[name] = build(name, folder / f"{number}.{'h5' if name.startswith('hdf5') else 'keras'}", canary)
    before = digests(folder)
    together = [path for name, path in paths.items() if name in CONFIGS]
    found = run(together, "together") | run([path for path in paths.values() if path not in together])
    assert digests(folder) == before
    assert not list(canary.parent.iterdir())
    return {name: found[str(path)] for name, path in paths.items()}


@pytest.mark.parametrize("name", EVERY)
def test_each_file_is_refused_in_a_sentence_or_opens(outcomes, name):
    outcome, expected = outcomes[name], EVERY[name]
    path = Path("model.keras")
    if expected is None:
        assert facts_of(path, outcome["answer"]).container in ("keras", "hdf5")
        return
    with pytest.raises(FileRefusedError) as caught:
        facts_of(path, outcome["answer"])
    sentence = str(caught.value)
    assert expected in sentence
    assert sentence.startswith("model.keras was not opened: ")
    assert "Nothing was" in sentence
    assert sentence.isprintable()
    assert len(sentence) < 500


@pytest.mark.parametrize("name", EVERY)
def test_each_file_takes_little_memory_and_disk(outcomes, name):
    outcome = outcomes[name]
    assert outcome["peak_mb"] < MOST_MB
    if EVERY[name] is not None:
        assert outcome["written"] < 64 * 2**20 + 2**20


def test_no_case_stops_the_reading_itself_but_one(outcomes):
    """A sentence that only says “damaged in a way that stops its reading” hides a failure of ours."""
    failed = [name for name, outcome in outcomes.items() if outcome["answer"] is None or "failed" in outcome["answer"]]
    assert failed == []


def test_what_needs_its_own_code_says_so(tmp_path):
    config = json.loads(json.dumps(hostile_configs.CASES["code in a Lambda"][0]))
    with pytest.raises(FileRefusedError, match="open it again as your own file") as caught:
        admit(keras_file(tmp_path / "a.keras", config))
    assert isinstance(caught.value.reason, NeedsOwnCode)
    assert caught.value.reason.values == {"layer": "spell", "class_name": "Lambda"}
    config = hostile_configs.CASES["two hundred million units"][0]
    with pytest.raises(FileRefusedError) as caught:
        admit(keras_file(tmp_path / "a.keras", config))
    assert not isinstance(caught.value.reason, NeedsOwnCode)


def test_an_honest_file_leaves_a_clean_copy_and_nothing_else(tmp_path):
    import h5py
    import numpy as np

    path = keras_file(tmp_path / "a.keras", members()["config.json"])
    with admit(path) as admitted:
        assert admitted.facts.parameters == 4 * 3 + 3 + 3 * 2 + 2
        assert admitted.facts.keras_version == "3.15.0"
        assert admitted.config["config"]["layers"][1]["config"]["units"] == 3
        with h5py.File(admitted.weights) as file:
            kernel = np.random.default_rng(1).normal(size=(4, 3)).astype("float32")
            assert np.array_equal(file["layers/dense/vars/0"], kernel)
        assert sorted(file.name for file in admitted.folder.iterdir()) == ["clean.weights.h5", "config.json"]
    assert not admitted.folder.exists()
    assert [file.name for file in tmp_path.iterdir()] == ["a.keras"]


@pytest.mark.parametrize("kind", ["nothing", "folder", "pipe", "device", "circle of links", "empty"])
def test_what_is_no_plain_file_is_not_waited_for(tmp_path, kind):
    path = tmp_path / "a.keras"
    match kind:
        case "folder":
            path.mkdir()
        case "pipe":
            os.mkfifo(path)
        case "device":
            path = Path("/dev/zero")
        case "circle of links":
            path.symlink_to(tmp_path / "b")
            (tmp_path / "b").symlink_to(path)
        case "empty":
            path.touch()
    with pytest.raises(UserError, match="Nothing was changed"):
        admit(path)


def test_a_link_to_an_honest_file_opens(tmp_path):
    link = tmp_path / "link.keras"
    link.symlink_to(keras_file(tmp_path / "a.keras"))
    with admit(link) as admitted:
        assert admitted.source == link


def test_the_kind_of_a_file_is_not_taken_from_its_name(tmp_path):
    with admit(hdf5_file(tmp_path / "a.keras")) as admitted:
        assert admitted.facts.layout == "legacy"
    with admit(keras_file(tmp_path / "b.h5")) as admitted:
        assert admitted.facts.layout == "keras3"


def test_a_cancelled_opening_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr("tempfile.tempdir", None)
    (tmp_path / "temporary").mkdir()
    with pytest.raises(UserError, match="cancelled"):
        admit(keras_file(tmp_path / "a.keras"), cancelled=lambda: True)
    assert not list((tmp_path / "temporary").iterdir())


def test_a_smaller_share_of_memory_refuses_more(tmp_path):
    path = keras_file(tmp_path / "a.keras")
    with pytest.raises(FileRefusedError, match="memory"):
        admit(path, memory_share=1e-12)


def test_nothing_of_tensorflow_keras_or_qt_is_loaded(tmp_path):
    """Neither the child nor its parent needs them to judge a file."""
    honest, bad = keras_file(tmp_path / "a.keras"), archive(tmp_path / "b.keras", {"x": b""})
    code = f"""
import sys
from pathlib import Path
from nnviz.core.messages import UserError
from nnviz.engine import admission
from nnviz.engine.door import Door
Path({str(tmp_path / "out")!r}).mkdir()
Door(Path({str(tmp_path / "out")!r}), 2**30).open(Path({str(honest)!r}))
try:
    admission.admit(Path({str(bad)!r}))
except UserError as error:
    print(error)
print(sorted({{"tensorflow", "keras", "PySide6", "nnviz.qt", "scipy", "PIL"}} & set(sys.modules)))
"""
    told = subprocess.run(
        [sys.executable, "-c", code], env=surroundings(), capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert "was not opened" in told[0]
    assert told[1] == "[]"


@pytest.mark.parametrize(
    "act",
    [
        "socket.socket()",
        "socket.getaddrinfo('localhost', 80)",
        "subprocess.Popen(['true'])",
        "os.system('true')",
        "open('../elsewhere', 'w')",
        "os.remove('../here')",
        "os.rename('../here', '../there')",
        "os.symlink('../here', 'there')",
        "bytearray(2**31)",
    ],
)
def test_the_child_denies_itself_what_reading_does_not_need(tmp_path, act):
    folder = tmp_path / "own"
    folder.mkdir()
    (tmp_path / "here").touch()
    code = f"""
import os, socket, subprocess
from pathlib import Path
from nnviz.engine.confinement import confine
confine(Path("."), 2**30, 1000)
open("inside", "w").close()
try:
    {act}
except (PermissionError, MemoryError) as error:
    print("denied")
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, env=surroundings(), capture_output=True, text=True, check=False
    )
    assert done.stdout == "denied\n", done.stderr
    assert sorted(file.name for file in tmp_path.iterdir()) == ["here", "own"]


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(["keras", "h5"]), st.lists(st.tuples(st.floats(0, 1), st.integers(0, 7)), min_size=1, max_size=40)
)
def test_flipped_bits_end_in_a_sentence_or_a_model(tmp_path, suffix, flips):
    whole = bytearray((keras_file if suffix == "keras" else hdf5_file)(tmp_path / f"a.{suffix}").read_bytes())
    for where, bit in flips:
        whole[min(int(where * len(whole)), len(whole) - 1)] ^= 1 << bit
    path = tmp_path / f"flipped.{suffix}"
    path.write_bytes(whole)
    try:
        with admit(path) as admitted:
            assert admitted.weights.exists()
    except UserError as error:
        assert "Nothing was" in str(error)  # noqa: PT017  a sentence or a model, both are right


def test_the_honest_description_of_these_tests_is_one():
    """Every case begins with it: were it refused, all would pass for the wrong reason."""
    from nnviz import paths
    from nnviz.core.model_config.allow_list import AllowList
    from nnviz.core.model_config.budget import estimate
    from nnviz.core.model_config.vetting import vet

    allowed = AllowList.from_json((paths.resources() / "keras" / "allowed.json").read_text(encoding="utf-8"))
    assert estimate(vet(HONEST, allowed), 2**20).parameters == 23

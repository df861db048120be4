"""Kept trainings, listed from small files, whatever state those files are in."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nnviz.core.experiment import Experiment
from nnviz.core.file_lock import FileLock
from nnviz.core.messages import UserError
from nnviz.core.training import BatchRecord, EpochRecord, Phase
from nnviz.engine.run_folder import RunFolder
from nnviz.engine.run_list import RunState, list_runs, rename_run, run_summary
from nnviz.engine.run_tables import batch_columns, read_batches

ROOT = Path(__file__).resolve().parents[2]


def kept(path: Path, phase: Phase | None = Phase.FINISHED, epochs: int = 3, **values) -> Path:
    """Write a run of two batches an epoch, whose second epoch is the best."""
    folder = RunFolder(path)
    folder.write_experiment(Experiment(epochs=3, **values))
    for epoch in range(1, epochs + 1):
        for step in (2 * epoch - 1, 2 * epoch):
            folder.add_batch(BatchRecord(step, epoch, 1.0 / step, 0.5, 0.001))
        accuracy = 0.9 if epoch == 2 else 0.8
        folder.add_epoch(EpochRecord(epoch, 2 * epoch, 0.5, 0.5, 0.4, accuracy, 1.0))
    folder.close(phase)
    return path


def test_runs_are_listed_the_latest_first_with_their_figures(tmp_path):
    kept(tmp_path / "20260102-030405-first", dataset="mnist")
    kept(tmp_path / "20260103-030405-second one", Phase.STOPPED, epochs=1)
    (tmp_path / "holiday pictures").mkdir()
    (tmp_path / "note.txt").write_text("not a folder")
    second, first = list_runs(tmp_path)
    assert (first.name, first.began) == ("first", datetime(2026, 1, 2, 3, 4, 5))
    assert first.state is RunState.FINISHED
    assert first.experiment == Experiment(epochs=3, dataset="mnist")
    assert (first.best.epoch, first.best.val_accuracy) == (2, 0.9)
    assert (second.name, second.state, len(second.epochs)) == ("second one", RunState.STOPPED, 1)
    assert not second.resumable
    assert list_runs(tmp_path / "nowhere") == ()


def test_a_run_without_a_word_about_its_end_was_interrupted_or_had_finished(tmp_path):
    assert run_summary(kept(tmp_path / "a", None, epochs=2)).state is RunState.INTERRUPTED
    assert run_summary(kept(tmp_path / "b", None, epochs=3)).state is RunState.FINISHED


def test_a_broken_description_is_named(tmp_path):
    path = kept(tmp_path / "a")
    (path / "experiment.json").write_text('{"dataset": "letters"}')
    summary = run_summary(path)
    assert summary.state is RunState.BROKEN
    assert "letters" in str(summary.why)


def test_listing_imports_no_tensorflow(tmp_path):
    kept(tmp_path / "20260102-030405-first")
    code = (
        "import sys, pathlib; from nnviz.engine.run_list import list_runs;"
        f"assert len(list_runs(pathlib.Path({str(tmp_path)!r}))) == 1; assert 'tensorflow' not in sys.modules"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(["experiment.json", "metrics.csv", "epochs.csv", "outcome.json", "state.npz"]),
    keep=st.floats(0, 1),
    tail=st.binary(max_size=40),
)
def test_whatever_is_cut_off_or_scribbled_the_list_stands(name, keep, tail, tmp_path):
    path = tmp_path / "20260102-030405-first"
    kept(path)
    whole = (path / name).read_bytes() if (path / name).exists() else b""
    (path / name).write_bytes(whole[: int(keep * len(whole))] + tail)
    (summary,) = list_runs(tmp_path)
    assert summary.name == "first"
    assert summary.state is not RunState.RUNNING
    assert (summary.why is not None) == (summary.state is RunState.BROKEN)
    if name == "metrics.csv":
        try:
            records = read_batches(path)
        except UserError:
            return
        untouched = whole[: int(keep * len(whole))].count(b"\n") - 1
        expected = [BatchRecord(step, (step + 1) // 2, 1.0 / step, 0.5, 0.001) for step in range(1, 7)]
        assert records[:untouched] == expected[:untouched]


@pytest.mark.parametrize(
    "text", ["[]", "null", "{", '{"phase": 3}', '{"phase": "finished", "problem": {"template": 1}}']
)
def test_a_strange_word_about_the_end_is_passed_over(text, tmp_path):
    path = kept(tmp_path / "a")
    (path / "outcome.json").write_text(text)
    assert run_summary(path).state is RunState.FINISHED


def test_a_million_batches_are_read_in_pieces_as_python_reads_them(tmp_path):
    rng = np.random.default_rng(0)
    rows = [(step, step // 7, *rng.random(3).tolist()) for step in range(1, 40_001)]
    header = "step,epoch,loss,accuracy,learning_rate\n"
    (tmp_path / "metrics.csv").write_text(header + "".join(",".join(map(repr, row)) + "\n" for row in rows))
    pieces = list(batch_columns(tmp_path))
    assert len(pieces) > 1
    assert pieces[-1][0] == 1.0
    assert [share for share, _ in pieces] == sorted(share for share, _ in pieces)
    joined = [np.concatenate(column) for column in zip(*(columns for _, columns in pieces), strict=True)]
    np.testing.assert_array_equal(np.array(joined).T, np.array(rows))
    assert joined[0].dtype == np.int64


def test_figures_that_are_no_numbers_are_read_too(tmp_path):
    folder = RunFolder(tmp_path)
    folder.add_batch(BatchRecord(1, 1, float("nan"), 0.5, float("inf")))
    folder.close()
    record = read_batches(tmp_path)[0]
    assert np.isnan(record.loss)
    assert np.isinf(record.learning_rate)


def test_a_new_name_keeps_the_time_and_never_takes_another_runs_folder(tmp_path):
    first = kept(tmp_path / "20260102-030405-first")
    other = kept(tmp_path / "20260102-030405-taken")
    moved = rename_run(first, "  a/b: größer ")
    assert moved == tmp_path / "20260102-030405-a-b- größer"
    assert run_summary(moved).name == "a-b- größer"
    assert rename_run(moved, "taken") == tmp_path / "20260102-030405-taken-2"
    assert rename_run(other, "taken") == other
    with pytest.raises(UserError, match="kept its old one"):
        rename_run(other, " ./ ")
    lock = FileLock(other / ".lock")
    assert lock.acquire()
    with pytest.raises(UserError, match="being trained"):
        rename_run(other, "busy")
    lock.release()
    assert other.is_dir()


def test_a_folder_without_a_time_in_its_name_goes_by_its_age(tmp_path):
    path = kept(tmp_path / "mine")
    assert run_summary(path).name == "mine"
    assert rename_run(path, "ours").name.endswith("-ours")


def test_the_reason_of_a_failure_is_kept_in_its_parts(tmp_path):
    folder = RunFolder(tmp_path)
    folder.write_experiment(Experiment())
    folder.close(Phase.FAILED, UserError("It broke at {batch} ({why:g}).", batch=3, why=0.5))
    assert str(run_summary(tmp_path).why) == "It broke at 3 (0.5)."
    told = json.loads((tmp_path / "outcome.json").read_text())
    assert told["problem"]["values"] == {"batch": 3, "why": 0.5}
    assert replace(run_summary(tmp_path)).state is RunState.FAILED

"""Opens every file named on standard input as nnviz does, and tells what became of it: a line of JSON a file.

A process of its own, small, so that the peak memory it tells is that of opening and not that of the tests. With the
word `together` all files are opened in this one process, which nothing confines: what is refused, is refused by
judgement alone.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from nnviz.core.messages import UserError
from nnviz.engine.admission import door_command, surroundings
from nnviz.engine.door import Door, refusal_as_json

MODEL_BYTES = 2**30


def in_a_child(path: str, folder: Path) -> dict[str, object]:
    command = door_command(Path(path), folder, MODEL_BYTES)
    with subprocess.Popen(command, cwd=folder, env=surroundings(), stdout=subprocess.PIPE) as child:
        text = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    answer = json.loads(text) if child.returncode == 0 else None
    return {"answer": answer, "status": child.returncode, "peak_mb": round(usage.ru_maxrss / 1024)}


def here(path: str, folder: Path) -> dict[str, object]:
    try:
        answer = {"facts": Door(folder, MODEL_BYTES).open(Path(path)).as_dict()}
    except UserError as error:
        answer = {"refused": refusal_as_json(error)}
    return {"answer": answer, "status": 0, "peak_mb": own_peak_mb()}


def own_peak_mb() -> int:
    """Return the peak of this process; what `getrusage` tells begins with that of the process that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return round(int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024)


def judged(path: str) -> dict[str, object]:
    folder = Path(tempfile.mkdtemp())
    start = time.monotonic()
    outcome = (here if "together" in sys.argv else in_a_child)(path, folder)
    seconds = time.monotonic() - start
    written = sum(file.stat().st_size for file in folder.rglob("*"))
    shutil.rmtree(folder)
    return outcome | {"path": path, "seconds": round(seconds, 2), "written": written}


if __name__ == "__main__":
    with ThreadPoolExecutor(1 if "together" in sys.argv else 2) as workers:
        for outcome in workers.map(judged, sys.stdin.read().splitlines()):
            print(json.dumps(outcome))

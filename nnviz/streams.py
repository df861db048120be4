"""Standard streams that belong to nnviz alone while libraries chatter elsewhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TextIO


@dataclass(frozen=True)
class Streams:
    """Where the results (`out`) and the sentences for a person (`err`) go."""

    out: TextIO
    err: TextIO


@contextmanager
def private_streams(verbose: bool = False) -> Iterator[Streams]:
    """Send everything that libraries print, from C too, nowhere; yield the streams as they were.

    TensorFlow writes to the file descriptors themselves, so these are exchanged, not only `sys.stdout`.
    """
    if verbose:
        yield Streams(sys.stdout, sys.stderr)
        return
    sys.stdout.flush()
    sys.stderr.flush()
    kept = os.dup(1), os.dup(2)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    out = os.fdopen(os.dup(kept[0]), "w", encoding="utf-8", errors="replace")
    err = os.fdopen(os.dup(kept[1]), "w", encoding="utf-8", errors="replace", buffering=1)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)
    os.close(nowhere)
    try:
        yield Streams(out, err)
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os.dup2(kept[0], 1)
        os.dup2(kept[1], 2)
        for descriptor in kept:
            os.close(descriptor)
        out.close()
        err.close()

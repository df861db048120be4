"""An array taken elsewhere: as text for a table or a script, and as a .npy file."""

from __future__ import annotations

from pathlib import Path
from typing import IO

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.atomic_file import replacing
from nnviz.core.cell_text import exact_text
from nnviz.core.code_text import literal
from nnviz.core.file_mapping import fetched, mapping_of, strips
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

MOST_CELLS = 1_000_000


def array_text(values: Array) -> str:
    r"""Return up to two axes as lines of cells with tabs between, for a spreadsheet; more axes as NumPy source.

    Raises
    ------
    UserError
        When there are more values than the clipboard or anybody's eyes bear.

    Examples
    --------
    >>> array_text(np.array([[1.5, 2.0], [3.0, 4.0]]))
    '1.5\t2.0\n3.0\t4.0'
    >>> array_text(np.zeros((1, 2, 2), np.uint8))
    'np.array([0, 0, 0, 0], "uint8").reshape(1, 2, 2)'
    """
    if values.size <= MOST_CELLS:
        values = fetched(values)
    if values.ndim > 2:
        return literal.array(values)
    if values.size > MOST_CELLS:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "This array has {count} values, too many for the clipboard. Nothing was copied; save it as .npy.",
            ),
            count=values.size,
        )
    rows = values.reshape(-1, 1) if values.ndim < 2 else values
    return "\n".join("\t".join(exact_text(value) for value in row) for row in rows)


def save_array(values: Array, path: Path) -> None:
    """Write an array with its own type as .npy; what was there before stays when that fails.

    Raises
    ------
    UserError
        When the file cannot be written, or the array holds Python objects.
    """
    if values.dtype.hasobject:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors", "This array holds Python objects, which a .npy file cannot keep safely. Nothing was written."
            )
        )
    try:
        with replacing(path) as temporary, temporary.open("wb") as file:
            _write(file, values)
    except OSError as error:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "The array was not saved: {file} cannot be written. Choose another folder or make room on the disk.",
            ),
            file=path,
        ) from error


def _write(file: IO[bytes], values: Array) -> None:
    if mapping_of(values) is None:
        np.save(file, values, allow_pickle=False)
        return
    # Piece by piece: the file may be larger than memory.
    head = np.lib.format.header_data_from_array_1_0(values)
    np.lib.format.write_array_header_2_0(file, head)
    for strip in strips(values.T if head["fortran_order"] else values):
        file.write(np.ascontiguousarray(strip).data)

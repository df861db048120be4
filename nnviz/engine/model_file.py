"""Opening and saving Keras model files: a bad file is refused before TensorFlow is imported."""

from __future__ import annotations

import shutil
import tempfile
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from nnviz.core.atomic_file import replacing
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.engine.keras_import import import_keras

KERAS_SUFFIX = ".keras"
HDF5_SUFFIXES = (".h5", ".hdf5")
HDF5_SIGNATURE = b"\x89HDF\r\n\x1a\n"
KERAS_MEMBERS = {"config.json", "model.weights.h5"}
LONGEST_REASON = 160


def load_model(path: Path, trust: bool = False) -> Any:
    """Return the uncompiled Keras model of a `.keras`, `.h5` or `.hdf5` file.

    Parameters
    ----------
    trust
        Also run Python code that the file carries (Lambda layers); only for files whose author one knows.

    Raises
    ------
    UserError
        When there is no such file, it holds no Keras model, or Keras cannot rebuild the model.
    """
    check_model_file(path)
    keras = import_keras()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # old files make Keras talk about old arguments
            with _lower_case_suffix(path) as readable:
                return keras.saving.load_model(readable, compile=False, safe_mode=not trust)
    except Exception as error:  # Keras raises anything when a file is odd
        raise _not_rebuilt(path, error, trust) from error


def save_model(model: Any, path: Path) -> None:
    """Write `model` into the `.keras` file `path`, which is replaced only when the new one is complete.

    Raises
    ------
    UserError
        When the name is not one of a `.keras` file or the file cannot be written.
    """
    if path.suffix != KERAS_SUFFIX:
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "The model was not saved: the name {file} does not end in .keras. Choose a name that does."
        )
        raise UserError(sentence, file=path.name)
    try:
        with replacing(path) as temporary:
            model.save(temporary)
    except Exception as error:  # besides OSError, the layers of zip and HDF5 raise their own on a full disk
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "The model could not be saved as {file} ({reason}). A file of that name is as it was before, and the "
            "model is still open. Make room or choose another folder, then save again.",
        )
        raise UserError(sentence, file=path, reason=_reason(error)) from error


def check_model_file(path: Path) -> None:
    """Raise `UserError` where `path` cannot be a Keras model; TensorFlow is not needed for that."""
    try:
        _check_regular(path)
        suffix = path.suffix.lower()
        if suffix == KERAS_SUFFIX:
            _check_zip(path)
        elif suffix in HDF5_SUFFIXES:
            _check_hdf5(path)
        else:
            reason = QT_TRANSLATE_NOOP("Errors", "its name ends neither in .keras nor in .h5 or .hdf5")
            raise _no_model(path, UserError(reason))
    except OSError as error:
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "{file} cannot be read ({reason}). Nothing was changed. Check the file, then open it again."
        )
        raise UserError(sentence, file=path, reason=_reason(error)) from error


@contextmanager
def _lower_case_suffix(path: Path) -> Iterator[Path]:
    """Give the same file under a name that Keras knows: it goes by the suffix, and by lower case only."""
    suffix = path.suffix.lower()
    if path.suffix == suffix:
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(shutil.copyfile(path, Path(folder, f"model{suffix}")))


def _check_regular(path: Path) -> None:
    if not path.exists():
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "There is no file {file}. Nothing was changed. Check its name and folder."
        )
        raise UserError(sentence, file=path)
    if not path.is_file():
        raise _no_model(path, UserError(QT_TRANSLATE_NOOP("Errors", "it is not a regular file")))
    if path.stat().st_size == 0:
        raise _no_model(path, UserError(QT_TRANSLATE_NOOP("Errors", "it is empty")))


def _check_zip(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            missing = sorted(KERAS_MEMBERS.difference(archive.namelist()))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        reason = QT_TRANSLATE_NOOP("Errors", "it is not a zip archive, or is cut off")
        raise _no_model(path, UserError(reason)) from error
    if missing:
        reason = QT_TRANSLATE_NOOP("Errors", "it holds no {missing}")
        raise _no_model(path, UserError(reason, missing=", ".join(missing)))


def _check_hdf5(path: Path) -> None:
    with path.open("rb") as file:
        signature = file.read(len(HDF5_SIGNATURE))
    if signature != HDF5_SIGNATURE:
        raise _no_model(path, UserError(QT_TRANSLATE_NOOP("Errors", "it is not an HDF5 file")))
    import h5py

    try:
        with h5py.File(path, "r") as archive:
            described = "model_config" in archive.attrs
    except Exception as error:  # h5py raises anything when a file is damaged
        reason = QT_TRANSLATE_NOOP("Errors", "it is damaged or cut off")
        raise _no_model(path, UserError(reason)) from error
    if not described:
        reason = QT_TRANSLATE_NOOP("Errors", "it holds no description of layers, perhaps weights only")
        raise _no_model(path, UserError(reason))


def _no_model(path: Path, reason: UserError) -> UserError:
    sentence = QT_TRANSLATE_NOOP(
        "Errors", "{file} is not a Keras model: {reason}. Nothing was changed. Open a .keras, .h5 or .hdf5 model file."
    )
    return UserError(sentence, file=path, reason=reason)


def _not_rebuilt(path: Path, error: Exception, trust: bool) -> UserError:
    if not trust and "safe_mode" in str(error):
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "{file} carries Python code, which was not run. Nothing was changed. If you know where the file comes "
            "from, open it again as a trusted file.",
        )
        return UserError(sentence, file=path)
    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "{file} could not be opened: Keras cannot rebuild this model ({reason}). Nothing was changed. It may come from "
        "an old Keras or need code of its own: save it again with Keras 3, then open that file.",
    )
    return UserError(sentence, file=path, reason=_reason(error))


def _reason(error: Exception) -> str:
    """Return the first sentence of an error, cut where it is long."""
    text = (error.strerror if isinstance(error, OSError) else None) or str(error).strip() or type(error).__name__
    first = text.splitlines()[0].split(". ")[0].rstrip(" .:")
    return first if len(first) <= LONGEST_REASON else first[: LONGEST_REASON - 1] + "…"

"""Opening and saving Keras model files: a stranger's file is judged before Keras sees anything of it."""

from __future__ import annotations

import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from nnviz.core.arrays import Array
from nnviz.core.atomic_file import replacing
from nnviz.core.messages import QT_TRANSLATE_NOOP, NeedsCodeError, UserError, WeightsOnlyError
from nnviz.core.model_config.refusal import ModelRefused, NeedsOwnCode
from nnviz.core.model_config.weights_hint import network_of
from nnviz.engine.admission import Admitted, FileRefusedError, admit, refused
from nnviz.engine.keras_import import import_keras
from nnviz.engine.legacy_weight_files import stored_layers
from nnviz.engine.rebuilding import first_sentence, rebuild

KERAS_SUFFIX = ".keras"
HDF5_SUFFIXES = (".h5", ".hdf5")


def load_model(path: Path, trust: bool = False, cancelled: Callable[[], bool] | None = None) -> Any:
    """Return the uncompiled Keras model of a `.keras`, `.h5` or `.hdf5` file of any Keras since version 1.

    The file is read and judged in a child process, and refused before TensorFlow is imported where it tells enough.

    Parameters
    ----------
    trust
        Let Keras open the file as it is and run the Python code in it; only for a file that one wrote oneself.
    cancelled
        Asked many times a second while the file is judged.

    Raises
    ------
    UserError
        When the file is refused; `NeedsCodeError` where it needs code of its own, `WeightsOnlyError` where it
        describes no layers.
    """
    if trust:
        return _load_with_keras(path, safe_mode=False)
    try:
        with admit(path, cancelled) as admitted:
            config = admitted.config
            if config is None:
                raise _weights_only(path, admitted)
            return rebuild(config, admitted.weights, admitted.facts)
    except FileRefusedError as error:
        if isinstance(error.reason, NeedsOwnCode):
            raise _needs_code(path, error.reason) from error
        raise
    except ModelRefused as reason:
        raise refused(path, reason) from reason


def load_own_model(path: Path) -> Any:
    """Return the uncompiled model of a file that came with nnviz or that nnviz itself wrote, without judging it.

    Raises
    ------
    UserError
        When the file is damaged.
    """
    return _load_with_keras(path, safe_mode=True)


def weights_as_arrays(path: Path, cancelled: Callable[[], bool] | None = None) -> dict[str, Array]:
    """Return the weights of a model file, or of one that holds weights only, by `layer/name`.

    Raises
    ------
    UserError
        When the file is refused.
    """
    with admit(path, cancelled) as admitted:
        return {f"{layer}/{_last(name)}": array for layer, arrays in _layers(admitted) for name, array in arrays}


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
        raise UserError(sentence, file=path, reason=first_sentence(error)) from error


def _load_with_keras(path: Path, safe_mode: bool) -> Any:
    if not path.is_file():
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "There is no file {file}. Nothing was changed. Check its name and folder."
        )
        raise UserError(sentence, file=path)
    keras = import_keras()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # old files make Keras talk about old arguments
            with _lower_case_suffix(path) as readable:
                return keras.saving.load_model(readable, compile=False, safe_mode=safe_mode)
    except Exception as error:  # Keras raises anything when a file is odd
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "{file} could not be opened: Keras cannot rebuild this model ({reason}). Nothing was changed. It may come "
            "from an old Keras or need classes that nnviz does not have: save it again with Keras 3, from layers of "
            "Keras only, then open that file.",
        )
        raise UserError(sentence, file=path, reason=first_sentence(error)) from error


@contextmanager
def _lower_case_suffix(path: Path) -> Iterator[Path]:
    """Give the same file under a name that Keras knows: it goes by the suffix, and by lower case only."""
    suffix = path.suffix.lower()
    if path.suffix == suffix:
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(shutil.copyfile(path, Path(folder, f"model{suffix}")))


def _layers(admitted: Admitted) -> Iterator[tuple[str, list[tuple[str, Array]]]]:
    if admitted.facts.layout == "legacy":
        yield from stored_layers(admitted.weights)
        return
    import h5py

    with h5py.File(admitted.weights, "r") as file:
        found: dict[str, list[tuple[str, Array]]] = {}

        def keep(name: str, item: Any) -> None:
            if isinstance(item, h5py.Dataset):
                layer, _, last = name.replace("/vars/", "/").rpartition("/")
                found.setdefault(layer.removeprefix("layers/"), []).append((last, np.asarray(item)))

        file.visititems(keep)
    yield from found.items()


def _last(name: str) -> str:
    return name.rsplit("/", 1)[-1].removesuffix(":0")


def _weights_only(path: Path, admitted: Admitted) -> WeightsOnlyError:
    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "{file} holds weights only, without a description of layers, so it makes no model. They fit a network of "
        "{network}. Nothing was changed. Look at them as arrays, or open the file of the whole model.",
    )
    network = network_of([[array.shape for _, array in arrays] for _, arrays in _layers(admitted)])
    return WeightsOnlyError(sentence, file=path.name, network=network, path=str(path))


def _needs_code(path: Path, reason: NeedsOwnCode) -> NeedsCodeError:
    sentence = QT_TRANSLATE_NOOP(
        "Errors",
        "{file} was not opened: {reason}. Nothing was run or changed. If you wrote this file yourself, open it with "
        "its code: the window asks, `nnviz inspect` has --trust.",
    )
    return NeedsCodeError(sentence, file=path.name, reason=reason, path=str(path))

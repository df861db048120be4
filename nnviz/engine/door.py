"""The process that opens a stranger's model file: it has no Keras, little memory, and may write one folder only.

It is started as ``python -m nnviz.engine.door FILE FOLDER BYTES`` and tells on its standard output, in a line of JSON,
either the facts about the model, whose vetted copy then lies in the folder, or why the file is refused.
"""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path
from typing import IO, Any

from nnviz import paths
from nnviz.core import keras_archive
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.model_config import legacy, legacy_weights
from nnviz.core.model_config.allow_list import AllowList
from nnviz.core.model_config.budget import Estimate, estimate
from nnviz.core.model_config.facts import Facts
from nnviz.core.model_config.limits import MAX_BYTES, parse_json
from nnviz.core.model_config.refusal import ModelRefused, NeedsOwnCode
from nnviz.core.model_config.vetting import vet
from nnviz.engine import confinement, hdf5_door
from nnviz.engine.clean_copy import CleanCopy, copy_keras_3, copy_legacy

CONFIG_NAME = "config.json"
WEIGHTS_NAME = "clean.weights.h5"
UNPACKED_NAME = "unpacked.h5"

_METADATA_BYTES = 2**16
_LONGEST_VERSION = 40
_MOST_BYTES_A_WEIGHT = 8
_MOST_EXPANSION = 200
_HARMLESS_BYTES = 64 * 2**20


class Door:
    """Reads, judges and copies one file into `folder`, within `most_bytes` of memory for the model."""

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self._folder = folder
        self._most_bytes = most_bytes

    def open(self, path: Path) -> Facts:
        """Return the facts about the model.

        Raises
        ------
        ModelRefused
            When the file is refused.
        """
        with open(path, "rb", opener=_open_plain) as stream:
            match keras_archive.kind_of(stream):
                case "zip":
                    return self._archive(stream)
                case "hdf5":
                    return self._hdf5(path)
                case _:
                    reason = QT_TRANSLATE_NOOP("Errors", "it is neither a .keras nor an HDF5 file, whatever its name")
                    raise ModelRefused(reason)

    def _archive(self, stream: IO[bytes]) -> Facts:
        unpacked = self._folder / UNPACKED_NAME
        with keras_archive.opened(stream) as archive:
            metadata = parse_json(archive.read(keras_archive.METADATA, _METADATA_BYTES))
            version = metadata.get("keras_version") if isinstance(metadata, dict) else None
            facts = Facts("keras", "keras3", str(version or "")[:_LONGEST_VERSION], "tensorflow")
            config = parse_json(archive.read(keras_archive.CONFIG, MAX_BYTES))
            vetted, counted = self._judged(config, facts)
            # The state of an optimizer may lie beside the weights, up to twice as large.
            most = 4 * counted.parameters * _MOST_BYTES_A_WEIGHT + _HARMLESS_BYTES
            with unpacked.open("xb") as target:
                archive.copy(keras_archive.WEIGHTS, target, most)
        with hdf5_door.opened(unpacked) as door:
            copy = self._copy(_MOST_BYTES_A_WEIGHT * counted.parameters)
            copy_keras_3(door, copy, counted.weights, legacy_weights.today_path)
            copy.close()
        unpacked.unlink()
        return self._done(vetted, counted, facts)

    def _hdf5(self, path: Path) -> Facts:
        with hdf5_door.opened(path) as door:
            root = door.root
            text = door.text(root, "model_config")
            if text is None:
                return self._weights_only(door)
            groups = door.group(root, "model_weights") if "model_weights" in root else root
            facts = Facts("hdf5", "legacy", *_version(door, root, groups))
            vetted, counted = self._judged(parse_json(text.encode("utf-8", "surrogatepass")), facts)
            self._copy_legacy(door, groups, facts, vetted, counted)
            return self._done(vetted, counted, facts)

    def _weights_only(self, door: hdf5_door.Hdf5Door) -> Facts:
        named = door.texts(door.root, "layer_names") is not None
        if not named and "layers" not in door.root and "_layer_checkpoint_dependencies" not in door.root:
            raise ModelRefused(QT_TRANSLATE_NOOP("Errors", "it holds neither layers nor weights of Keras"))
        version, backend = _version(door, door.root, door.root)
        facts = Facts("hdf5", "legacy" if named else "keras3", version, backend, weights_only=True)
        copy = self._copy(_MOST_EXPANSION * door.file_bytes)
        if named:
            copy_legacy(door, door.root, copy, None, lambda _, arrays: arrays)
        else:
            copy_keras_3(door, copy, None, legacy_weights.today_path)
        copy.close()
        return facts

    def _copy_legacy(
        self, door: hdf5_door.Hdf5Door, groups: Any, facts: Facts, vetted: dict[str, Any], counted: Estimate
    ) -> None:
        layers = {layer["config"].get("name"): layer for layer in vetted["config"]["layers"]}

        def convert(name: str, arrays: list[Any]) -> Any:
            layer = layers[name]
            return legacy_weights.convert(layer["class_name"], layer["config"], arrays, facts)

        copy = self._copy(_MOST_BYTES_A_WEIGHT * counted.parameters)
        copy_legacy(door, groups, copy, counted.weights, convert)
        copy.close()

    def _copy(self, most_bytes: int) -> CleanCopy:
        return CleanCopy(self._folder / WEIGHTS_NAME, min(self._most_bytes, most_bytes + _HARMLESS_BYTES))

    def _judged(self, config: Any, facts: Facts) -> tuple[dict[str, Any], Estimate]:
        allowed = AllowList.from_json((paths.resources() / "keras" / "allowed.json").read_text(encoding="utf-8"))
        vetted = vet(legacy.translate(config, facts), allowed)
        return vetted, estimate(vetted, self._most_bytes)

    def _done(self, vetted: dict[str, Any], counted: Estimate, facts: Facts) -> Facts:
        (self._folder / CONFIG_NAME).write_text(json.dumps(vetted), encoding="utf-8")
        told = facts.as_dict() | {"parameters": counted.parameters, "activation_bytes": counted.activation_bytes}
        return Facts(**told)


def _version(door: hdf5_door.Hdf5Door, root: Any, groups: Any) -> tuple[str, str]:
    """Return the version of Keras and the backend that wrote a file, each empty where it is not told."""
    version, backend = (door.text(root, name) or door.text(groups, name) or "" for name in ("keras_version", "backend"))
    names = [] if backend else _weight_names(door, groups)
    return version[:_LONGEST_VERSION], legacy_weights.backend_of(backend[:_LONGEST_VERSION], names)


def _weight_names(door: hdf5_door.Hdf5Door, groups: Any) -> list[str]:
    for layer in door.texts(groups, "layer_names") or []:
        names = door.texts(door.group(groups, layer), "weight_names")
        if names:
            return names
    return []


def _open_plain(path: str, flags: int) -> int:
    """Open a file without waiting for the other end of a pipe; only plain files are read."""
    number = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise ModelRefused(QT_TRANSLATE_NOOP("Errors", "it is not a plain file"))
    return number


def refusal_as_json(error: UserError) -> dict[str, Any]:
    """Return a refusal as plain values, also one inside another."""
    values = {
        key: refusal_as_json(value) if isinstance(value, UserError) else value for key, value in error.values.items()
    }
    return {"template": error.template, "values": values, "own_code": isinstance(error, NeedsOwnCode)}


def _answer(path: Path, folder: Path, most_bytes: int) -> dict[str, Any]:
    try:
        confinement.confine(folder, most_bytes, path.stat().st_size)
        return {"facts": Door(folder, most_bytes).open(path).as_dict()}
    except UserError as error:
        return {"refused": refusal_as_json(error)}
    except MemoryError:
        reason = QT_TRANSLATE_NOOP("Errors", "reading it takes more memory than a file of its size may need")
        return {"refused": refusal_as_json(ModelRefused(reason))}
    except OSError as error:
        return {"unreadable": error.strerror or type(error).__name__}
    except Exception as error:  # noqa: BLE001  whatever a damaged file leads to, it ends in a sentence
        return {"failed": f"{type(error).__name__}: {error}"[:300]}


def main() -> None:
    """Answer for the file that the command line names."""
    path, folder, most_bytes = sys.argv[1:4]
    sys.stdout.write(json.dumps(_answer(Path(path), Path(folder), int(most_bytes))) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

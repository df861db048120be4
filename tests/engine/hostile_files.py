"""Model files that nobody should have to fear: small honest ones, and what can be done to them."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import h5py
import numpy as np

METADATA = b'{"keras_version": "3.15.0", "date_saved": "2026-01-01@00:00:00"}'


def described(class_name: str, module: str | None = "keras.layers", **config: Any) -> dict[str, Any]:
    return {"module": module, "class_name": class_name, "config": config, "registered_name": None}


def entry(size: int | None = 4, name: str = "input", dtype: str = "float32", **config: Any) -> dict[str, Any]:
    return described("InputLayer", batch_shape=[None, size], name=name, dtype=dtype, **config)


def sequential(*layers: dict[str, Any], first: dict[str, Any] | None = None) -> dict[str, Any]:
    return described("Sequential", "keras", name="sequential", layers=[first or entry(), *layers])


def dense(units: Any = 3, name: str = "dense", **config: Any) -> dict[str, Any]:
    return described("Dense", **{"units": units, "name": name, "activation": "relu"} | config)


def tensor(name: str, index: int = 0, output: int = 0) -> dict[str, Any]:
    held = {"shape": [None, 4], "dtype": "float32", "keras_history": [name, index, output]}
    return {"class_name": "__keras_tensor__", "config": held}


def called(layer: dict[str, Any], *sources: Any, **keywords: Any) -> dict[str, Any]:
    """Return a layer of a graph; each source is a name, or a list of arguments."""
    nodes = [
        {"args": [tensor(source)] if isinstance(source, str) else source, "kwargs": keywords} for source in sources
    ]
    return layer | {"name": layer["config"]["name"], "inbound_nodes": nodes}


def functional(*layers: dict[str, Any], output: str, name: str = "model") -> dict[str, Any]:
    first = called(entry())
    config = {"name": name, "layers": [first, *layers], "input_layers": [["input", 0, 0]],
              "output_layers": [[output, 0, 0]]}  # fmt: skip
    found = described("Functional", "keras.src.models.functional")
    return found | {"config": config, "registered_name": "Functional"}


HONEST = sequential(dense(3), dense(2, "scores"))
SHAPES = {"layers/dense/vars/0": (4, 3), "layers/dense/vars/1": (3,),
          "layers/dense_1/vars/0": (3, 2), "layers/dense_1/vars/1": (2,)}  # fmt: skip


def weights(fill: Callable[[h5py.File], None] | None = None, shapes: dict[str, Any] | None = None) -> bytes:
    """Return a weights file as Keras 3 writes it; `fill` does something to it."""
    held = io.BytesIO()
    with h5py.File(held, "w") as file:
        for path, shape in (SHAPES if shapes is None else shapes).items():
            file[path] = np.random.default_rng(1).normal(size=shape).astype("float32")
        if fill is not None:
            fill(file)
    return held.getvalue()


def members(config: Any = HONEST, held: bytes | None = None) -> dict[str, bytes]:
    text = config if isinstance(config, bytes) else json.dumps(config).encode()
    return {"metadata.json": METADATA, "config.json": text, "model.weights.h5": weights() if held is None else held}


def archive(path: Path, parts: dict[str, bytes], packed: bool = False) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return path


def keras_file(path: Path, config: Any = HONEST, held: bytes | None = None) -> Path:
    return archive(path, members(config, held))


def hdf5_file(
    path: Path,
    config: Any = HONEST,
    change: Callable[[h5py.File], None] | None = None,
    named: dict[str, dict[str, tuple[int, ...]]] | None = None,
) -> Path:
    """Write a whole-model HDF5 file in the layout of Keras 2; `change` does something to it."""
    own = {"dense": {"kernel": (4, 3), "bias": (3,)}, "scores": {"kernel": (3, 2), "bias": (2,)}}
    with h5py.File(path, "w") as file:
        if config is not None:
            file.attrs["model_config"] = config if isinstance(config, str) else json.dumps(config)
        file.attrs["keras_version"], file.attrs["backend"] = b"2.12.0", b"tensorflow"
        groups = file.create_group("model_weights")
        layers = own if named is None else named
        groups.attrs["layer_names"] = np.array([name.encode() for name in layers])
        for layer, arrays in layers.items():
            group = groups.create_group(layer)
            group.attrs["weight_names"] = np.array([f"{layer}/{name}:0".encode() for name in arrays])
            for name, shape in arrays.items():
                group[f"{layer}/{name}:0"] = np.random.default_rng(2).normal(size=shape).astype("float32")
        if change is not None:
            change(file)
    return path


def changed(config: dict[str, Any], change: Callable[[dict[str, Any]], Any]) -> dict[str, Any]:
    """Return a copy of a description to which something was done."""
    copy = deepcopy(config)
    change(copy)
    return copy

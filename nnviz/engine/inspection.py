"""A model file told in figures, and its maps and filters written as pictures."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from nnviz.core.arrays import Array
from nnviz.core.atomic_file import replacing
from nnviz.core.inspection_page import inspection_page
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.model_summary import LayerInfo, ModelSummary
from nnviz.core.picture_file import read_picture
from nnviz.core.preparation import prepare_for
from nnviz.core.probe import Probe
from nnviz.core.sheet import Sheet, make_sheet
from nnviz.core.tiling import feature_maps, kernel_maps
from nnviz.engine.model_file import load_model
from nnviz.engine.prober import Prober


def inspect_model(path: Path, image: Path | None, out: Path | None, trust: bool = False) -> dict[str, Any]:
    """Return ``{model, parameters, layers: [{name, type, output_shape, parameters}]}`` of a model file.

    With `out`, every layer's weights and, with `image`, its maps are written into that folder, each as a picture and as
    .npy, with ``index.json`` and ``index.html`` that tell which is which.

    Raises
    ------
    UserError
        When the model or the picture cannot be read, they do not fit, or the folder cannot be written.
    """
    picture = None if image is None else read_picture(image)
    prober = Prober(load_model(path, trust=trust), path.stem, file=str(path))
    result = {
        "model": str(path),
        "parameters": prober.summary.parameters,
        "layers": [describe_layer(layer) for layer in prober.summary.layers],
    }
    if out is not None:
        probe = _probe(prober, picture)
        with _telling_of_the_disk(out):
            _write_all(result, prober.summary, probe, out, image)
    elif picture is not None:
        _prepared(prober.summary, picture)
    return result


def describe_layer(layer: LayerInfo) -> dict[str, Any]:
    """Return a layer as plain values; `output_shape` is a list of lists where there are several outputs."""
    shapes = [list(shape) for shape in layer.output_shapes]
    return {
        "name": layer.id,
        "type": layer.type,
        "output_shape": shapes if len(shapes) > 1 else list(layer.output_shape),
        "parameters": layer.parameters,
    }


def _probe(prober: Prober, picture: Array | None) -> Probe:
    if picture is not None:
        return prober.probe(_prepared(prober.summary, picture), 0)
    return Probe(0, prober.summary.id, 0, np.zeros(0), np.zeros(0), weights=prober.weights())


def _prepared(summary: ModelSummary, picture: Array) -> Array:
    if summary.picture_shape is None:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "The model {model} does not read one picture of a fixed size, so no maps can be made of one. "
                "Nothing was written; leave the picture out to list the layers.",
            ),
            model=summary.file,
        )
    return prepare_for(picture, summary.picture_shape).image


def _write_all(result: dict[str, Any], summary: ModelSummary, probe: Probe, out: Path, image: Path | None) -> None:
    out.mkdir(parents=True, exist_ok=True)
    digits = len(str(len(summary.layers)))
    entries = []
    for number, layer in enumerate(summary.layers):
        stem = f"{number:0{digits}d}_" + re.sub(r"[^A-Za-z0-9_-]+", "_", layer.id)
        pictures = [
            _write_array(out / f"{stem}.{kind}", kind, key, array, transposed="Transpose" in layer.type)
            for kind, key, array in _arrays_of(layer, probe)
        ]
        entries.append({**describe_layer(layer), "pictures": pictures})
    index = {**result, "image": None if image is None else str(image), "layers": entries}
    described = json.dumps(index, indent=1, ensure_ascii=False, allow_nan=False)
    for name, text in (("index.json", described), ("index.html", inspection_page(index))):
        with replacing(out / name) as temporary:
            temporary.write_text(text, encoding="utf-8")


def _arrays_of(layer: LayerInfo, probe: Probe) -> Iterator[tuple[str, str, Array]]:
    """Yield (kind of picture, key, array) for what a layer put out and for its weights."""
    for index, key in enumerate(layer.output_keys):
        if key in probe.tensors:
            yield "maps" if index == 0 else f"maps{index}", key, probe.tensors[key]
    for weight in layer.weights:
        if weight.key in probe.weights:
            yield re.sub(r"[^A-Za-z0-9_-]+", "_", weight.name), weight.key, probe.weights[weight.key]


def _write_array(stem: Path, kind: str, key: str, array: Array, transposed: bool) -> dict[str, Any]:
    """Write an array and its picture and return their entry in the index; what is no picture says why."""
    entry: dict[str, Any] = {"key": key, "kind": "maps" if kind.startswith("maps") else "weights"}
    entry["shape"] = list(array.shape)
    if array.dtype.kind not in "biuf" or array.size == 0:
        return {**entry, "file": None, "array": None, "reason": "holds no numbers" if array.size else "is empty"}
    labels: tuple[str, ...]
    if array.ndim < 2:
        maps, labels = array.reshape(-1, 1, 1), ("",)
    elif entry["kind"] == "maps":
        maps, labels = feature_maps(array), ("",)
    else:
        maps, labels = kernel_maps(array, transposed)
    sheet = make_sheet(maps)
    # The names of layers have dots, so the suffix is added, not replaced.
    picture, values = (stem.with_name(stem.name + suffix) for suffix in (".png", ".npy"))
    with replacing(picture) as temporary:
        Image.fromarray(sheet.pixels).save(temporary, format="PNG")
    with replacing(values) as temporary, temporary.open("wb") as file:
        np.save(file, array, allow_pickle=False)
    return {
        **entry,
        "file": picture.name,
        "array": values.name,
        "dtype": array.dtype.name,
        **_sheet_entry(sheet, len(maps)),
        "labels": list(labels) if any(labels) else None,
    }


def _sheet_entry(sheet: Sheet, count: int) -> dict[str, Any]:
    tiling = sheet.tiling
    return {
        "maps": count,
        "shown": sheet.shown,
        "columns": tiling.columns,
        "cell_px": sheet.scale,
        "map_px": [tiling.width * sheet.scale, tiling.height * sheet.scale],
        "gap_px": int(tiling.gap * sheet.scale),
        "values_a_px": sheet.block,
        "low": sheet.low,
        "high": sheet.high,
        "colour_map": sheet.colour_map,
    }


@contextmanager
def _telling_of_the_disk(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "The pictures could not be written to {folder}: {reason}. The model was only read. "
                "Choose another folder or make room.",
            ),
            folder=out,
            reason=error.strerror or "the disk reports an error",
        ) from error

"""Write `resources/keras/allowed.json`: what of Keras a model file may use. Run it after an upgrade of Keras.

Everything is looked up in Keras itself. The lists below name what is left out, and why; whatever is new in Keras
therefore shows up as a difference, to be judged by a person.
"""

from __future__ import annotations

import inspect
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "engine"))

import keras
from keras.src.api_export import get_name_from_symbol
from keras.src.ops import core, image, linalg, math, nn
from keras.src.ops import numpy as knumpy
from keras.src.ops.operation import Operation
from layer_samples import SAMPLES

TARGET = Path(__file__).parents[1] / "resources" / "keras" / "allowed.json"

CODE = {"Lambda", "JaxLayer", "FlaxLayer", "TorchModuleWrapper", "TFSMLayer"}  # run code of the file or of other files
ABSTRACT = {"Layer", "Wrapper", "InputSpec"}
NO_TENSORS = {"MaxNumBoundingBoxes", "Equalization"}  # works on dictionaries; cannot be part of a saved model
REFUSED_LAYERS = CODE | ABSTRACT | NO_TENSORS

TAKES_FUNCTIONS = {
    "AssociativeScan", "Cond", "ForiLoop", "Map", "Scan", "Switch", "VectorizedMap", "WhileLoop", "JVP",
}  # fmt: skip
SIZE_FROM_DATA = {
    "Nonzero", "Unique", "Bincount", "MultiHot", "Histogram", "IsIn", "SearchSorted", "ScaleAndTranslate",
}  # fmt: skip
SELDOM = {
    "CTCDecode", "CTCLoss", "SegmentMax", "SegmentMin", "SegmentProd", "SegmentReduction", "SegmentSum", "Scatter",
    "ScatterUpdate", "Slice", "SliceUpdate", "ElasticTransform", "MapCoordinates", "PerspectiveTransform",
    "AffineTransform", "GaussianBlur", "SSIM", "PSNR", "SobelEdges", "ISTFT", "IRFFT", "RFFT", "STFT", "FFT", "FFT2",
    "IFFT2", "ExtractSequences", "Fold", "Unfold", "Eig", "Eigh", "Inv", "Lstsq", "LuFactor", "MatrixRank", "Pinv",
    "Qr", "SVD", "Solve", "SolveTriangular", "Cholesky", "CholeskyInverse", "Det", "Slogdet", "Logdet", "Polar",
    "ViewAsComplex", "ViewAsReal", "View", "Vander", "UnravelIndex", "Geomspace", "Logspace", "Linspace", "Arange",
    "Full", "Array", "Einsum", "Kron", "Meshgrid", "Select", "Trapezoid", "Correlate", "Corrcoef", "Cross", "Digitize",
    "Diagflat", "I0", "Vdot", "AllClose", "Rot90", "ArraySplit", "Dsplit", "Hsplit", "Vsplit", "Percentile",
    "Quantile", "Nanpercentile", "Nanquantile", "Append", "Tensordot", "Resize", "ExtractPatches", "CropImages",
    "PadImages", "InTopK", "Moments", "Trace", "Diag", "Diagonal", "Conv", "ConvTranspose", "DepthwiseConv",
    "SeparableConv", "DepthToSpace", "SpaceToDepth", "Argpartition", "CDist", "Ndim", "Size", "Nextafter", "Ldexp",
    "DotProductAttention", "AdaptiveAveragePool", "AdaptiveMaxPool", "LayerNorm", "RMSNorm", "BatchNorm",
    "BinaryCrossentropy", "CategoricalCrossentropy", "SparseCategoricalCrossentropy", "ConvertToTensor",
}  # fmt: skip
REFUSED_OPERATIONS = TAKES_FUNCTIONS | SIZE_FROM_DATA | SELDOM

KINDS = {
    "name": "name", "dtype": "dtype", "reverse_dtype": "dtype", "vocabulary_dtype": "dtype", "layer": "layer",
    "backward_layer": "layer", "cell": "layer", "layers": "layers", "cells": "layers", "vocabulary": "words",
    "bin_boundaries": "numbers", "mean": "numbers", "variance": "numbers", "idf_weights": "numbers",
    "quantization_config": "none", "gptq_unpacked_column_size": "none", "lora_rank": "dropped", "lora_alpha": "dropped",
    "unroll": "dropped", "use_cudnn": "dropped", "seed": "seed", "activation": "activation",
    "recurrent_activation": "activation", "renorm_clipping": "clipping", "standardize": "word", "split": "word",
}  # fmt: skip
NEVER = {"weights", "input_tensor", "kwargs", "args"}
ENDINGS = ("initializer", "regularizer", "constraint")


def kind_of(key: str) -> str:
    for ending in ENDINGS:
        if key.endswith(f"_{ending}"):
            return ending
    return KINDS.get(key, "value")


def parameters(function) -> list[str]:
    plain = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)
    return [
        name for name, one in inspect.signature(function).parameters.items() if one.kind in plain and name != "self"
    ]


def classes(module) -> dict[str, list[str]]:
    """Return the names under which each class of a public module is known, the one that Keras writes first."""
    found: dict[type, list[str]] = {}
    for name in sorted(dir(module)):
        if inspect.isclass(getattr(module, name)):
            found.setdefault(getattr(module, name), []).append(name)
    written = {cls: get_name_from_symbol(cls).rsplit(".", 1)[-1] for cls in found}
    return {written[cls]: [written[cls], *(n for n in names if n != written[cls])] for cls, names in found.items()}


def sampled_keys() -> dict[str, set[str]]:
    """Return the keys that each class really writes, by the samples."""
    keys: dict[str, set[str]] = {}
    for samples in SAMPLES.values():
        for sample in samples:
            for layer in sample.model()._flatten_layers(include_self=False):
                name = get_name_from_symbol(type(layer))
                if name:
                    keys.setdefault(name.rsplit(".", 1)[-1], set()).update(layer.get_config())
    return keys


def layers() -> tuple[dict, dict]:
    written, entries, aliases = sampled_keys(), {}, {}
    for name, names in sorted(classes(keras.layers).items()):
        if name in REFUSED_LAYERS:
            continue
        cls = getattr(keras.layers, name)
        keys = written[name] | set(parameters(cls.__init__)) | {"name", "trainable", "dtype", "activity_regularizer"}
        call = parameters(cls.call)
        entries[name] = {"keys": {key: kind_of(key) for key in sorted(keys - NEVER)}, "call": call}
        aliases |= dict.fromkeys({*names[1:], cls.__name__} - {name}, name)
    return entries, aliases


def operations() -> dict:
    entries = {}
    for module in (core, image, linalg, math, nn, knumpy):
        for name, cls in inspect.getmembers(module, inspect.isclass):
            inside = issubclass(cls, Operation) and cls is not Operation and cls.__module__ == module.__name__
            if inside and name not in REFUSED_OPERATIONS:
                keys = {key: "dtype" if key == "dtype" else "value" for key in parameters(cls.__init__)}
                entries[f"{module.__name__}.{name}"] = {"keys": keys | {"name": "name"}, "call": parameters(cls.call)}
    return dict(sorted(entries.items()))


def objects(module, base: type) -> tuple[dict, dict]:
    entries, aliases = {}, {}
    for name, names in sorted(classes(module).items()):
        cls = getattr(module, name, None)
        if cls is None or cls is base or not issubclass(cls, base):
            continue
        keys = set(parameters(cls.__init__)) - {"args", "kwargs"}
        entries[name] = {key: "seed" if key == "seed" else "numbers" if key == "value" else "value" for key in keys}
        entries[name] = dict(sorted(entries[name].items()))
        aliases |= dict.fromkeys(names[1:], name)
    return entries, aliases


def activations() -> list[str]:
    everything = (name for name in dir(keras.activations) if inspect.isfunction(getattr(keras.activations, name)))
    return sorted(set(everything) - {"get", "serialize", "deserialize"})


def allowed() -> dict:
    """Return the whole table."""
    table = {"keras": ".".join(keras.__version__.split(".")[:2]), "activations": activations()}
    table["layers"], table["layer_aliases"] = layers()
    table["operations"] = operations()
    for kind, base in (
        ("initializers", keras.initializers.Initializer),
        ("regularizers", keras.regularizers.Regularizer),
        ("constraints", keras.constraints.Constraint),
    ):
        table[kind], table[f"{kind[:-1]}_aliases"] = objects(getattr(keras, kind), base)
    return table


def as_text(table: dict) -> str:
    """Return the table as the file holds it."""
    return json.dumps(table, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    TARGET.write_text(as_text(allowed()), encoding="utf-8")
    print(f"wrote {TARGET}")

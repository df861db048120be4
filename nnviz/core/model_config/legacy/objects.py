"""Initialisers, regularisers, constraints, activations and number types as old versions of Keras wrote them."""

from __future__ import annotations

from typing import Any

from nnviz.core.model_config.legacy.origin import Origin

OLD_HARD_SIGMOID = "nnviz>hard_sigmoid_of_keras_2"
"""Until Keras 2 it was clip(0.2 x + 0.5, 0, 1); today it is clip(x / 6 + 0.5, 0, 1)."""

_INITIALIZERS = {
    "zero": "Zeros", "zeros": "Zeros", "zeros_initializer": "Zeros", "one": "Ones", "ones": "Ones",
    "ones_initializer": "Ones", "constant": "Constant", "uniform": "RandomUniform", "random_uniform": "RandomUniform",
    "normal": "RandomNormal", "random_normal": "RandomNormal", "truncated_normal": "TruncatedNormal",
    "identity": "Identity", "orthogonal": "Orthogonal", "glorot_uniform": "GlorotUniform",
    "glorot_normal": "GlorotNormal", "he_uniform": "HeUniform", "he_normal": "HeNormal",
    "lecun_uniform": "LecunUniform", "lecun_normal": "LecunNormal", "variance_scaling": "VarianceScaling",
    "glorot_uniform_initializer": "GlorotUniform", "glorot_normal_initializer": "GlorotNormal",
    "VarianceScalingV2": "VarianceScaling", "GlorotUniformV2": "GlorotUniform", "GlorotNormalV2": "GlorotNormal",
    "ZerosV2": "Zeros", "OnesV2": "Ones", "RandomNormalV2": "RandomNormal", "RandomUniformV2": "RandomUniform",
    "TruncatedNormalV2": "TruncatedNormal", "ConstantV2": "Constant", "OrthogonalV2": "Orthogonal",
    "IdentityV2": "Identity",
}  # fmt: skip
_DISTRIBUTIONS = {"normal": "truncated_normal"}
_NOT_OF_INITIALIZERS = {"dtype", "partition_info", "verify_shape"}
_ACTIVATIONS = {"softmax_v2": "softmax", "relu_v2": "relu", "leaky_relu_v2": "leaky_relu"}
_CONSTRAINTS = {
    "maxnorm": "MaxNorm", "max_norm": "MaxNorm", "nonneg": "NonNeg", "non_neg": "NonNeg", "unitnorm": "UnitNorm",
    "unit_norm": "UnitNorm", "min_max_norm": "MinMaxNorm",
}  # fmt: skip
_POLICIES = {
    "float16", "bfloat16", "float32", "float64", "mixed_float16", "mixed_bfloat16", "int32", "int64", "uint8", "int8",
    "bool", "string",
}  # fmt: skip


def described(module: str, class_name: str, config: dict[str, Any]) -> dict[str, Any]:
    """Return an object of Keras in the form that Keras 3 writes."""
    return {"module": module, "class_name": class_name, "config": config, "registered_name": None}


def initializer(value: Any) -> Any:
    """Return an initialiser in today's form; one that is not known here stays as it is.

    Examples
    --------
    >>> initializer("glorot_uniform")["class_name"]
    'GlorotUniform'
    >>> initializer({"class_name": "Zeros", "config": {"dtype": "float32"}})["config"]
    {}
    """
    if isinstance(value, str):
        known = _INITIALIZERS.get(value, value)
        return described("keras.initializers", known, {}) if known in _INITIALIZERS.values() else value
    if not _is_described(value):
        return value
    class_name = _INITIALIZERS.get(value["class_name"], value["class_name"])
    if class_name not in _INITIALIZERS.values():
        return value
    config = {key: one for key, one in value["config"].items() if key not in _NOT_OF_INITIALIZERS}
    if class_name == "Constant" and isinstance(config.get("value"), (list, dict)):
        config["value"] = 0.0  # a table of vectors, say, which the weights hold as well
    if config.get("distribution") in _DISTRIBUTIONS:
        config["distribution"] = _DISTRIBUTIONS[config["distribution"]]
    return {**described("keras.initializers", class_name, config), **_registration(value)}


def regularizer(value: Any) -> Any:
    """Return a regulariser in today's form; those of Keras 1 without a counterpart leave, for they only train.

    Examples
    --------
    >>> regularizer({"name": "L1L2Regularizer", "l1": 0.0, "l2": 0.5})["config"]
    {'l1': 0.0, 'l2': 0.5}
    """
    if isinstance(value, dict) and "class_name" not in value:
        config = {key: value[key] for key in ("l1", "l2") if key in value}
        return described("keras.regularizers", "L1L2", config) if config else None
    if isinstance(value, str) and value in ("l1", "l2", "l1_l2", "l1l2"):
        return described("keras.regularizers", {"l1": "L1", "l2": "L2"}.get(value, "L1L2"), {})
    if not _is_described(value):
        return value
    return {**described("keras.regularizers", value["class_name"], dict(value["config"])), **_registration(value)}


def constraint(value: Any) -> Any:
    """Return a constraint in today's form.

    Examples
    --------
    >>> constraint({"name": "MaxNorm", "m": 2, "axis": 0})["config"]
    {'max_value': 2, 'axis': 0}
    """
    if isinstance(value, str):
        name = _CONSTRAINTS.get(value, "")
        return described("keras.constraints", name, {}) if name else value
    if isinstance(value, dict) and "class_name" not in value and "name" in value:
        config = {"max_value" if key == "m" else key: one for key, one in value.items() if key != "name"}
        name = str(value["name"])
        return described("keras.constraints", _CONSTRAINTS.get(name, name), config)
    if not _is_described(value):
        return value
    name = _CONSTRAINTS.get(value["class_name"], value["class_name"])
    return {**described("keras.constraints", name, dict(value["config"])), **_registration(value)}


def activation(value: Any, origin: Origin) -> Any:
    """Return the name or description of an activation function that computes today what `value` computed.

    Examples
    --------
    >>> activation("hard_sigmoid", Origin(generation=2))["config"]
    'nnviz>hard_sigmoid_of_keras_2'
    >>> activation("hard_sigmoid", Origin(generation=3))
    'hard_sigmoid'
    """
    if isinstance(value, dict) and value.get("class_name") == "function" and isinstance(value.get("config"), str):
        if value.get("module", "builtins") != "builtins" or value["config"].startswith("nnviz>"):
            return value
        return activation(value["config"], origin)
    if not isinstance(value, str):
        return value
    name = _ACTIVATIONS.get(value, value)
    if name == "hard_sigmoid" and origin.generation < 3:
        return {"module": "builtins", "class_name": "function", "config": OLD_HARD_SIGMOID,
                "registered_name": "function"}  # fmt: skip
    return name


def number_type(value: Any) -> Any:
    """Return the policy of number types by its name, or None where the old Keras left it open.

    Examples
    --------
    >>> number_type({"class_name": "Policy", "config": {"name": "mixed_float16"}}), number_type("_infer")
    ('mixed_float16', None)
    """
    if isinstance(value, dict) and isinstance(value.get("config"), dict):
        value = value["config"].get("name")
    return value if isinstance(value, str) and value in _POLICIES else None


def _is_described(value: Any) -> bool:
    return (
        isinstance(value, dict) and isinstance(value.get("class_name"), str) and isinstance(value.get("config"), dict)
    )


def _registration(value: dict[str, Any]) -> dict[str, Any]:
    """Keep a stranger's module and registered name, so that the vetting sees them; Keras' own become today's."""
    kept = {}
    if not is_of_keras(value.get("module", "keras")):
        kept["module"] = value["module"]
    if value.get("registered_name") not in (None, value["class_name"]):
        kept["registered_name"] = value["registered_name"]
    return kept


def is_of_keras(module: Any) -> bool:
    """Tell whether a module is Keras' own under one of the names it has had.

    Examples
    --------
    >>> [is_of_keras(name) for name in ("keras.src.engine.functional", "tf_keras.layers", "os", None)]
    [True, True, False, False]
    """
    return isinstance(module, str) and (
        module.split(".", maxsplit=1)[0] in ("keras", "tf_keras", "keras_core")
        or module.startswith(("tensorflow.keras", "tensorflow.python.keras"))
    )

"""Descriptions of layers that want more than to compute; each with a word of the sentence that refuses it.

In every text `CANARY` stands for the path of a file that no opening may make, read or change.
"""

from __future__ import annotations

import base64
import json
import marshal
from typing import Any

from hostile_files import HONEST, called, changed, dense, described, entry, functional, sequential, tensor

CANARY = "%canary%"


def _touch(x):
    with open(CANARY, "w") as file:
        file.write("code was run")
    return x


CODE = base64.b64encode(marshal.dumps(_touch.__code__)).decode()


def _lambda() -> dict[str, Any]:
    code = {"class_name": "__lambda__", "config": {"value": [CODE, None, None]}}
    return sequential(described("Lambda", name="spell", function=code, arguments={}))


def _lambda_by_name() -> dict[str, Any]:
    function = {"module": "os", "class_name": "function", "config": "system", "registered_name": "system"}
    return sequential(described("Lambda", name="spell", function=function))


def _with(**item: Any) -> dict[str, Any]:
    return sequential(dense() | item, dense(2, "scores"))


def _setting(**config: Any) -> dict[str, Any]:
    return sequential(dense(**config), dense(2, "scores"))


def _function(module: str | None, name: str, registered: str | None = None) -> dict[str, Any]:
    return {"module": module, "class_name": "function", "config": name, "registered_name": registered or name}


def _policy(**config: Any) -> dict[str, Any]:
    return {"class_name": "QuantizedDTypePolicy", "config": config}


def _deep(levels: int) -> bytes:
    return json.dumps(HONEST).encode()[:-1] + b', "x": ' + b"[" * levels + b"]" * levels + b"}"


def _nested_calls(levels: int, times: int) -> dict[str, Any]:
    """Each model calls the one inside it several times: billions of calls in a few lines."""
    inner = functional(called(dense(4), "input"), output="dense", name="level0")
    for level in range(1, levels):
        name = inner["config"]["name"]
        calls = called(inner, "input", *[[tensor(name, number)] for number in range(times - 1)])
        inner = functional(calls, output=name, name=f"level{level}")
        inner["config"]["output_layers"] = [[name, times, 0]]
    return inner


def _circle() -> dict[str, Any]:
    return functional(called(dense(4, "a"), "b"), called(dense(4, "b"), "a"), output="b")


def _itself() -> dict[str, Any]:
    return functional(called(dense(4, "a"), "a"), output="a")


def _against_the_order(layers: int, adders: int) -> dict[str, Any]:
    """A chain of layers listed from its end, and others that wait for all of it."""
    chain = [called(dense(4, f"d{n}"), f"d{n - 1}" if n else "input") for n in range(layers)]
    waiting = [
        called(described("Add", name=f"a{n}"), [[tensor(f"d{m}") for m in range(layers)]]) for n in range(adders)
    ]
    return functional(*waiting, *reversed(chain), output="a0")


def _operation(name: str, *arguments: Any, module: str = "keras.src.ops.numpy", **config: Any) -> dict[str, Any]:
    item = {"module": module, "class_name": name, "config": {"name": "op", **config}, "registered_name": name}
    return functional(called(item, list(arguments) or [tensor("input")]), output="op")


def _growing(layer: str, times: int, **config: Any) -> dict[str, Any]:
    first = described("InputLayer", batch_shape=[None, 4, 4, 3], name="input", dtype="float32")
    return sequential(*[described(layer, name=f"l{n}", **config) for n in range(times)], first=first)


def _shared() -> dict[str, Any]:
    big = dense(4, "a") | {"shared_object_id": 1}
    return sequential(big, dense(2, "b") | {"shared_object_id": 1})


def _attention(steps: int) -> dict[str, Any]:
    first = called(described("InputLayer", batch_shape=[None, steps, 4], name="input", dtype="float32"))
    layer = called(described("MultiHeadAttention", name="look", num_heads=2, key_dim=2),
                   [tensor("input"), tensor("input")])  # fmt: skip
    return changed(functional(layer, output="look"), lambda model: model["config"]["layers"].__setitem__(0, first))


def _words(layer: str, **config: Any) -> dict[str, Any]:
    return sequential(described(layer, name="words", **config), first=entry(dtype="string"))


def _numbers_in_text(text: bytes) -> bytes:
    return json.dumps(HONEST).encode().replace(b'"units": 3', b'"units": ' + text)


# fmt: off
CASES: dict[str, tuple[Any, str | None]] = {
    # Python code, and other people's modules
    "code in a Lambda": (_lambda(), "“spell” is a Lambda"),
    "a function of os in a Lambda": (_lambda_by_name(), "“spell” is a Lambda"),
    "code as an activation": (_setting(activation={"class_name": "__lambda__", "config": {"value": [CODE]}}), "Lambda"),
    "a registered name": (_with(registered_name="Custom>Evil"), "Custom>Evil"),
    "a registered name of an operation": (_with(registered_name="Lambda"), "“dense” needs the code of “Lambda”"),
    "the module os": (_with(module="os", class_name="system"), "os.system"),
    "the module os under the name of a layer": (_with(module="os"), "os.Dense"),
    "a module that only begins like keras": (_with(module="keras_evil.layers"), "keras_evil.layers.Dense"),
    "a module with a path": (_with(module="keras/../os"), "needs the code"),
    "a class without a module": (_with(module=None, registered_name="Dense"), "“dense” needs the code of “Dense”"),
    "keras.utils.get_file": (_with(module="keras.utils", class_name="get_file"), "keras.utils.get_file"),
    "get_file as an activation": (_setting(activation=_function("keras.utils", "get_file")), "get_file"),
    "eval as an activation": (_setting(activation=_function("builtins", "eval")), "eval"),
    "system as an activation": (_setting(activation=_function("os", "system")), "os.system"),
    "a registered activation": (_setting(activation=_function("builtins", "relu", "Custom>relu")), "Custom>relu"),
    "load_model as an initialiser": (
        _setting(kernel_initializer=described("load_model", "keras.models", filepath=CANARY)),
        "load_model",
    ),
    "a stranger's initialiser": (
        _setting(kernel_initializer={"module": "evil", "class_name": "Zeros", "config": {}}), "evil.Zeros",
    ),
    "a layer as a regulariser": (_setting(kernel_regularizer=_lambda()["config"]["layers"][1]), "Lambda"),
    "a stranger's constraint": (_setting(kernel_constraint="Custom>Evil"), "Custom>Evil"),
    "a model as an activation": (_setting(activation=HONEST), "needs the code of “Sequential”"),
    "a saved model of TensorFlow": (sequential(described("TFSMLayer", name="t", filepath=CANARY)), "TFSMLayer"),
    "a function of JAX": (sequential(described("JaxLayer", name="j", call_fn=CODE)), "JaxLayer"),
    "a module of Flax": (sequential(described("FlaxLayer", name="f", method=CODE)), "FlaxLayer"),
    "a module of torch": (sequential(described("TorchModuleWrapper", name="t")), "TorchModuleWrapper"),
    "a feature space": (sequential(described("FeatureSpace", "keras.utils", name="f", features={})), "FeatureSpace"),
    "a custom class": (sequential(described("MyLayer", None, name="mine")), "“mine” needs the code of “MyLayer”"),
    "a custom model": (described("MyModel", "mine", name="m"), "mine.MyModel"),
    "a layer as the model": (dense(), "needs the code of “Dense”"),
    "a function that maps": (_operation("Map", module="keras.src.ops.core"), "keras.src.ops.core.Map"),
    "a loop": (_operation("WhileLoop", module="keras.src.ops.core", cond=CODE, body=CODE), "WhileLoop"),
    "an operation of another module": (_operation("Abs", module="keras.src.ops.os"), "keras.src.ops.os.Abs"),
    "a type of TensorFlow as an argument": (
        _operation("Abs", {"class_name": "__typespec__", "spec_name": "x", "module": "os", "config": []}),
        "makes no sense",
    ),
    "a layer as an argument": (_operation("Abs", dense()), "makes no sense"),
    # files
    "words from a file": (_words("StringLookup", vocabulary=CANARY), "from another file"),
    "integers from a file": (_words("IntegerLookup", vocabulary=CANARY), "from another file"),
    "a text's words from a file": (_words("TextVectorization", vocabulary=CANARY), "from another file"),
    "a function that standardises": (_words("TextVectorization", standardize=_function("os", "system")), "standardize"),
    "weights inside the description": (_setting(weights=[[1.0]]), "“weights”"),
    # settings
    "a setting that Keras does not know": (_setting(evil=1), "“evil”"),
    "a part that Keras does not know": (_with(evil=1), "“evil”"),
    "quantised weights": (_setting(quantization_config=_policy()), "quantised"),
    "a quantised type": (_setting(dtype=_policy(mode="int8")), "quantised"),
    "an unknown type": (_setting(dtype="object"), "dtype"),
    "a sparse input": (sequential(dense(), first=entry(sparse=True)), "sparse"),
    "an object where a number is meant": (_setting(units={"class_name": "Dense", "config": {}}), "units"),
    "a name of a million letters": (_setting(name="x" * 10**6), "name"),
    "a name with control characters": (sequential(dense(name="d\x1b[31m\x00")), "makes no sense"),
    "a name that is a number": (sequential(dense(name=5)), "makes no sense"),
    "a list a hundred lists deep": (_setting(units=json.loads("[" * 50 + "]" * 50)), "units"),
    "too many rounds": (
        sequential(described("SpectralNormalization", name="s", layer=dense(), power_iterations=10**9)),
        "power_iterations",
    ),
    # JSON
    "nested a hundred thousand levels deep": (_deep(100_000), "64 levels"),
    "nested a hundred levels deep": (_deep(100), "64 levels"),
    "two million values": (b"[" + b"1," * 2_000_000 + b"1]", "400000 values"),
    "two settings of one name": (json.dumps(HONEST).encode()[:-1] + b', "config": {}}', "not JSON"),
    "not a number": (_numbers_in_text(b"NaN"), "units"),
    "infinity": (_numbers_in_text(b"1e999"), "units"),
    "a number of five thousand digits": (_numbers_in_text(b"9" * 5000), "not JSON"),
    "letters of no alphabet": (b"\xff\xfe{}", "not JSON"),
    "a string that never ends": (b'{"class_name": "' + b"\\" * 1_000_001, "not JSON"),
    "cut in the middle": (json.dumps(HONEST).encode()[:200], "not JSON"),
    "a list": (b"[1, 2]", "not one of a Keras model"),
    "a number": (b"3", "not one of a Keras model"),
    "no layers": (sequential()["config"] and described("Sequential", "keras", layers=[]), "not one of a Keras model"),
    "layers that are numbers": (described("Sequential", "keras", name="s", layers=[1, 2]), "not one of a Keras model"),
    # size
    "two hundred million units": (_setting(units=2 * 10**8), "more than the"),
    "as many units as fit a number": (_setting(units=2**62), "more than the"),
    "no units": (_setting(units=0), "does not fit"),
    "less than no units": (_setting(units=-5), "does not fit"),
    "units in words": (_setting(units="many"), "does not fit"),
    "a true number of units": (_setting(units=True), "does not fit"),
    "a huge table": (sequential(described("Embedding", name="e", input_dim=10**9, output_dim=10**4)), "more than the"),
    "a vector repeated a billion times": (sequential(described("RepeatVector", name="r", n=10**9)), "more than the"),
    "a huge kernel": (_growing("Conv2D", 1, filters=9, kernel_size=[10**6, 10**6]), "more than the"),
    "pictures that grow tenfold twenty times": (_growing("UpSampling2D", 20, size=[10, 10]), "more than the"),
    "margins of a billion": (_growing("ZeroPadding2D", 1, padding=[[10**9, 0], [10**9, 0]]), "more than the"),
    "a huge picture": (_growing("Resizing", 1, height=10**6, width=10**6), "more than the"),
    "a huge input": (sequential(dense(), first=entry(2**40)), "more than the"),
    "a sentence of a million words that looks at itself": (_attention(10**6), "more than the"),
    "an operation that repeats a billion times": (_operation("Tile", repeats=[10**9, 10**9]), "more than the"),
    "a piece of a billion": (_operation("Split", indices_or_sections=10**9), "does not fit"),
    "a step of nothing": (
        _operation("GetItem", tensor("input"),
                   {"class_name": "__slice__", "config": {"start": 0, "stop": 9, "step": 0}}),
        "does not fit",
    ),
    "groups that divide nothing": (_growing("Conv2D", 1, filters=4, kernel_size=1, groups=0), "does not fit"),
    "three thousand layers": (sequential(*[dense(4, f"d{n}") for n in range(3000)]), "more than 2000 layers"),
    "a model in a model in a model": (_nested_calls(9, 60), "more than 20000 times"),
    "a shape without an end": (
        sequential(dense(), first=described("InputLayer", batch_shape=[1] * 5000, name="i")), "batch_shape",
    ),
    "an input without a shape": (sequential(dense(), first=described("InputLayer", name="i")), "does not fit"),
    # graphs
    "a circle": (_circle(), "circle"),
    "a layer that feeds itself": (_itself(), "circle"),
    "layers listed against their order": (_against_the_order(500, 40), "take too long to build"),
    "fed by nobody": (functional(called(dense(4, "a"), "ghost"), output="a"), "“ghost”"),
    "an output that is not there": (
        functional(called(dense(4, "a"), [tensor("input", 0, 7)]), output="a"), "does not fit",
    ),
    "a call that never comes": (functional(called(dense(4, "a"), [tensor("input", 3)]), output="a"), "circle"),
    "two layers of one name": (sequential(dense(), dense()), "two layers"),
    "an object that is two": (_shared(), "shared_object_id"),
    "a layer of two names": (
        functional(called(dense(4, "a"), "input") | {"name": "b"}, output="b"), "“name”",
    ),
    # what is only odd, and opens
    "a lie about what is built": (
        _with(build_config={"input_shape": [None, 10**12]}, compile_config={"optimizer": CODE}), None,
    ),
    "code in the compile settings": (HONEST | {"compile_config": {"loss": {"class_name": "__lambda__"}}}, None),
    "aliases": (_setting(kernel_initializer="glorot_uniform", kernel_regularizer="l2"), None),
}
# fmt: on
"""The description, or its text, and the word; None where it opens."""

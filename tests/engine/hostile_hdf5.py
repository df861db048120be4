"""HDF5 files that lead elsewhere, or hold other things than weights; each with a word of the sentence."""

from __future__ import annotations

import json
import zlib
from pathlib import Path

import h5py
import numpy as np
from hostile_configs import CODE
from hostile_files import HONEST, hdf5_file, keras_file, weights

KERNEL = "model_weights/dense/dense/kernel:0"


def _replaced(write):
    """Return a builder of a file in which something else stands where the kernel was."""

    def change(file: h5py.File) -> None:
        del file[KERNEL]
        write(file, *KERNEL.rsplit("/", 1))

    return lambda path: hdf5_file(path, change=change)


def _changed(change):
    return lambda path: hdf5_file(path, change=change)


def _external_storage(file: h5py.File, group: str, name: str) -> None:
    file[group].create_dataset(name, (4, 3), "f4", external=[("/etc/passwd", 0, 48)])


def _virtual(file: h5py.File, group: str, name: str) -> None:
    layout = h5py.VirtualLayout((4, 3), "f4")
    layout[:] = h5py.VirtualSource("/etc/other.h5", "x", (4, 3))
    file[group].create_virtual_dataset(name, layout)


def _unallocated(file: h5py.File, group: str, name: str) -> None:
    file[group].create_dataset(name, (10**6, 10**6), "f4", chunks=(1000, 1000), compression="gzip")


def _unallocated_here(file: h5py.File, group: str, name: str) -> None:
    file[group].create_dataset(name, (4, 3), "f4", chunks=(4, 3), fillvalue=1.0)


def _packed_zeros(file: h5py.File, group: str, name: str) -> None:
    data = file[group].create_dataset(name, (100_000, 500), "f4", chunks=(10_000, 500), compression="gzip")
    for start in range(0, 100_000, 10_000):
        data[start : start + 10_000] = 0


def _huge_chunk(file: h5py.File, group: str, name: str) -> None:
    data = file[group].create_dataset(
        name, (4, 3), "f4", maxshape=(None, 3), chunks=(40_000_000, 3), compression="gzip"
    )
    data.id.write_direct_chunk((0, 0), zlib.compress(bytes(10**7)))


def _chunk_that_grows(file: h5py.File, group: str, name: str) -> None:
    """A piece of 48 kB whose packed data unpacks to 400 MB."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(bytes(2**20)) for _ in range(400)) + packer.flush()
    data = file[group].create_dataset(name, (4, 3), "f4", maxshape=(None, 3), chunks=(4000, 3), compression="gzip")
    data.id.write_direct_chunk((0, 0), packed)


def _references(file: h5py.File, group: str, name: str) -> None:
    data = file[group].create_dataset(name, (4, 3), h5py.ref_dtype)
    data[0, 0] = file["model_weights"].ref


def _texts(file: h5py.File, group: str, name: str) -> None:
    file[group].create_dataset(name, (4, 3), h5py.string_dtype())[0, 0] = "x" * 1000


def _of_type(kind):
    def write(file: h5py.File, group: str, name: str) -> None:
        file[group].create_dataset(name, data=np.zeros((4, 3), kind))

    return write


def _unknown_filter(file: h5py.File, group: str, name: str) -> None:
    plan = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    plan.set_chunk((4, 3))
    plan.set_filter(305, h5py.h5z.FLAG_OPTIONAL, (1, 2))
    space = h5py.h5s.create_simple((4, 3))
    data = h5py.h5d.create(file[group].id, name.encode(), h5py.h5t.IEEE_F32LE, space, dcpl=plan)
    data.write_direct_chunk((0, 0), bytes(48))


def _of_shape(*shape: int):
    def write(file: h5py.File, group: str, name: str) -> None:
        file[group][name] = np.zeros(shape, "f4")

    return write


def _loop(file: h5py.File) -> None:
    file["model_weights/dense/loop"] = file["model_weights"]


def _to_root(file: h5py.File) -> None:
    file["model_weights/dense/loop"] = file["/"]


def _deep(file: h5py.File) -> None:
    group = file
    for _ in range(300):
        group = group.create_group("g")


def _wide(file: h5py.File) -> None:
    group = file.create_group("many")
    for number in range(25_000):
        group.create_group(str(number))


def _named_type(file: h5py.File) -> None:
    file["kind"] = np.dtype("f8")


def _again(file: h5py.File) -> None:
    names = ["dense/kernel:0"] * 3000
    group = file["model_weights/dense"]
    del group.attrs["weight_names"]
    for number in range(0, len(names), 1000):
        group.attrs[f"weight_names{number // 1000}"] = np.array(names[number : number + 1000], "S")


def _other_names(*names: str):
    def change(file: h5py.File) -> None:
        file["model_weights/dense"].attrs["weight_names"] = np.array(names, "S")

    return change


def _layer_names(*names: str):
    def change(file: h5py.File) -> None:
        file["model_weights"].attrs["layer_names"] = np.array(names, "S")

    return change


def _config_as(value):
    def change(file: h5py.File) -> None:
        file.attrs["model_config"] = value

    return change


def _many_names(path: Path) -> Path:
    """Write a list of names that is longer than a model has layers, each pointing to the same long text."""
    with h5py.File(path, "w", libver="latest") as file:
        file.attrs["model_config"] = json.dumps(HONEST)
        group = file.create_group("model_weights")
        group.attrs.create("layer_names", np.array(["x"] * 100_000, object), dtype=h5py.string_dtype())
    return path


def _weights_only(change=None):
    def build(path: Path) -> Path:
        with h5py.File(path, "w") as file:
            file.attrs["layer_names"] = np.array([b"dense"])
            group = file.create_group("dense")
            group.attrs["weight_names"] = np.array([b"kernel"])
            group["kernel"] = np.ones((4, 3), "f4")
            if change is not None:
                change(file)
        return path

    return build


def _of_keras_3(fill, shapes=None):
    return lambda path: keras_file(path, held=weights(fill, shapes))


def _without_kernel(file: h5py.File) -> None:
    del file["layers/dense/vars/0"]


def _external_in_3(file: h5py.File) -> None:
    del file["layers/dense/vars/0"]
    file["layers/dense/vars/0"] = h5py.ExternalLink("/etc/passwd", "/x")


def _nan(file: h5py.File) -> None:
    file["layers/dense/vars/0"][:] = np.nan


def _link_aside(file: h5py.File) -> None:
    file["optimizer"] = h5py.SoftLink("/x")


def _honest_optimizer(file: h5py.File) -> None:
    file["optimizer/vars/0"] = np.zeros(500, "f4")
    file["layers/dropout/seed_generator/vars/0"] = np.zeros(2, "u4")


LEGACY_LAMBDA = {"class_name": "Sequential", "config": {"name": "s", "layers": [
    {"class_name": "Lambda", "config": {"name": "spell", "function": [CODE, None, None], "function_type": "lambda",
                                        "batch_input_shape": [None, 4]}},
]}}  # fmt: skip

CASES = {
    "a link to another file": (
        _replaced(lambda file, group, name: file[group].__setitem__(name, h5py.ExternalLink("/etc/passwd", "/x"))),
        "link to elsewhere",
    ),
    "a soft link": (
        _replaced(lambda file, group, name: file[group].__setitem__(name, h5py.SoftLink("/x"))), "link to elsewhere",
    ),
    "a group that contains itself": (_changed(_loop), "link to elsewhere"),
    "a group that contains the file": (_changed(_to_root), "link to elsewhere"),
    "an array under two names": (
        _changed(lambda file: file.__setitem__("again", file[KERNEL])), "link to elsewhere",
    ),
    "a type with a name": (_changed(_named_type), "link to elsewhere"),
    "weights in another file": (_replaced(_external_storage), "kernel:0"),
    "weights put together from other files": (_replaced(_virtual), "kernel:0"),
    "a trillion weights that are not there": (_replaced(_unallocated), "more numbers than the file holds"),
    "twelve weights that are not there": (_replaced(_unallocated_here), "more numbers than the file holds"),
    "zeros packed to nothing": (_replaced(_packed_zeros), "not those that its description needs"),
    "a piece of 480 MB": (_replaced(_huge_chunk), "kernel:0"),
    "a piece that grows while it is unpacked": (_replaced(_chunk_that_grows), ""),
    "references": (_replaced(_references), "kernel:0"),
    "texts": (_replaced(_texts), "kernel:0"),
    "records": (_replaced(_of_type([("a", "f4"), ("b", "f4")])), "kernel:0"),
    "complex numbers": (_replaced(_of_type("c16")), "kernel:0"),
    "numbers of sixteen bytes": (_replaced(_of_type("g")), "kernel:0"),
    "opaque bytes": (_replaced(_of_type("V7")), "kernel:0"),
    "an unknown packing": (_replaced(_unknown_filter), "kernel:0"),
    "a kernel of another shape": (_replaced(_of_shape(4, 5)), "not those that its description needs"),
    "a kernel turned round": (_replaced(_of_shape(3, 4)), "not those that its description needs"),
    "a kernel of a hundred axes": (_replaced(_of_shape(*[1] * 30)), "kernel:0"),
    "a group where the kernel was": (
        _replaced(lambda file, group, name: file[group].create_group(name)), "missing",
    ),
    "no kernel": (_replaced(lambda file, group, name: None), "missing"),
    "groups three hundred deep": (_changed(_deep), "more parts than a model has"),
    "twenty-five thousand groups": (_changed(_wide), "more parts than a model has"),
    "the same weights three thousand times": (_changed(_again), "more numbers than the file holds"),
    "a weight out of the group": (_changed(_other_names("../../scores/scores/kernel:0", "b")), "missing"),
    "a weight of no name": (_changed(_other_names("", "dense/bias:0")), ""),
    "too few weights": (_changed(_other_names("dense/kernel:0")), "not those that its description needs"),
    "a layer that is not there": (_changed(_layer_names("dense", "ghost")), "missing"),
    "a layer left out": (_changed(_layer_names("dense")), "has no weights"),
    "a hundred thousand names": (_many_names, "not of a kind that Keras writes"),
    "names that are numbers": (
        _changed(lambda file: file["model_weights"].attrs.__setitem__("layer_names", np.arange(3))),
        "not of a kind that Keras writes",
    ),
    "a description that is a number": (_changed(_config_as(7)), "not of a kind that Keras writes"),
    "a description that is no JSON": (_changed(_config_as("{")), "not JSON"),
    "a description that is not there": (lambda path: hdf5_file(path, config=None), "neither layers nor weights"),
    "code in a Lambda, as Keras 2 wrote it": (lambda path: hdf5_file(path, LEGACY_LAMBDA), "“spell” is a Lambda"),
    "nothing": (lambda path: h5py.File(path, "w").close() or path, "neither layers nor weights"),
    "weights alone that lead elsewhere": (
        _weights_only(lambda file: file["dense"].__setitem__("more", h5py.ExternalLink("/etc/passwd", "/x"))),
        "link to elsewhere",
    ),
    "weights alone that are not there": (
        _weights_only(lambda file: file.__delitem__("dense/kernel")), "missing",
    ),
    "in the zip: a link to another file": (_of_keras_3(_external_in_3), "link to elsewhere"),
    "in the zip: no kernel": (_of_keras_3(_without_kernel), "not those that its description needs"),
    "in the zip: too many weights": (
        _of_keras_3(lambda file: file.__setitem__("layers/other/vars/0", np.ones(9, "f4"))),
        "not those that its description needs",
    ),
    "in the zip: no weights": (_of_keras_3(None, {}), "has no weights"),
    "in the zip: a kernel of another shape": (
        _of_keras_3(None, {"layers/dense/vars/0": (9, 9), "layers/dense/vars/1": (3,),
                           "layers/dense_1/vars/0": (3, 2), "layers/dense_1/vars/1": (2,)}),
        "not those that its description needs",
    ),
    "in the zip: a state of a generator that is none": (
        _of_keras_3(lambda file: file.__setitem__("layers/d/seed_generator/vars/0", np.zeros(9, "u4"))),
        "not those that its description needs",
    ),
    # what is odd but honest
    "weights that are not numbers any more": (_of_keras_3(_nan), None),
    "the state of an optimizer": (_of_keras_3(_honest_optimizer), None),
    "HDF5 under the other name": (lambda path: hdf5_file(path), None),
    "weights alone": (_weights_only(), None),
    "a link in what is not read": (_of_keras_3(_link_aside), "link to elsewhere"),
}  # fmt: skip

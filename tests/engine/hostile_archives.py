"""Zip files that are not what Keras writes; each with a word of the sentence that refuses it."""

from __future__ import annotations

import io
import json
import os
import stat
import struct
import zipfile
from pathlib import Path

from hostile_files import HONEST, METADATA, archive, members, weights

MEGABYTE = 2**20


def _zeros(path: Path, name: str, megabytes: int) -> Path:
    """Write an archive of which one member is zeros, packed small."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for other, data in members().items():
            if other != name:
                file.writestr(other, data)
        with file.open(name, "w", force_zip64=True) as member:
            for _ in range(megabytes):
                member.write(bytes(MEGABYTE))
    return path


def _patched(path: Path, offset: int, form: str, value: int, name: bytes = b"config.json") -> Path:
    """Change a field in the record that the list of members keeps of one of them."""
    data = bytearray(archive(path, members()).read_bytes())
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(name))
    struct.pack_into(form, data, at + offset, value)
    path.write_bytes(data)
    return path


def _stuffed(path: Path, name: str, data: bytes = b"x") -> Path:
    return archive(path, members() | {name: data})


def _link(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("metadata.json", METADATA)
        info = zipfile.ZipInfo("config.json")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(info, "/etc/passwd")
        file.writestr("model.weights.h5", weights())
    return path


def _doubled(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for name, data in members().items():
            file.writestr(name, data)
        name = "config.jsoX"
        file.writestr(name, json.dumps(HONEST))
    path.write_bytes(path.read_bytes().replace(b"config.jsoX", b"config.json"))
    return path


def _packed_as(path: Path, method: int) -> Path:
    with zipfile.ZipFile(path, "w", method) as file:
        for name, data in members().items():
            file.writestr(name, data)
    return path


def _many(path: Path) -> Path:
    with zipfile.ZipFile(path, "w") as file:
        for number in range(30_000):
            file.writestr(f"assets/{number}", b"")
    return path


def _without(path: Path, name: str) -> Path:
    return archive(path, {key: data for key, data in members().items() if key != name})


def _inside_itself(path: Path) -> Path:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as file:
        file.writestr("config.json", "{}")
    return archive(path, members() | {"config.json": inner.getvalue()})


def _prefixed(path: Path) -> Path:
    data = archive(path, members()).read_bytes()
    path.write_bytes(b"#!/bin/sh\nrm -rf /\n" + data)
    return path


def _sized(path: Path, megabytes: int) -> Path:
    """Declare a list of members that would fill memory."""
    data = bytearray(archive(path, members()).read_bytes())
    struct.pack_into("<L", data, data.rindex(b"PK\x05\x06") + 12, megabytes * MEGABYTE)
    path.write_bytes(data)
    return path


CASES = {
    "a description of 300 MB": (lambda p: _zeros(p, "config.json", 300), "out of all proportion"),
    "notes of 50 MB": (lambda p: _zeros(p, "metadata.json", 50), "out of all proportion"),
    "weights of 200 MB": (lambda p: _zeros(p, "model.weights.h5", 200), "out of all proportion"),
    "a size declared too small": (lambda p: _patched(p, 24, "<L", 10), "damaged"),
    "a wrong checksum": (lambda p: _patched(p, 16, "<L", 1), "damaged"),
    "an offset beyond the end": (lambda p: _patched(p, 42, "<L", 2**31), "damaged"),
    "an encrypted member": (lambda p: _patched(p, 8, "<H", 1), "encrypted"),
    "a strange way of packing": (lambda p: _patched(p, 10, "<H", 99), "packed in an unusual way"),
    "packed with bzip2": (lambda p: _packed_as(p, zipfile.ZIP_BZIP2), "packed in an unusual way"),
    "packed with lzma": (lambda p: _packed_as(p, zipfile.ZIP_LZMA), "packed in an unusual way"),
    "a program beside it": (lambda p: _stuffed(p, "evil.py"), "evil.py"),
    "a path out of the folder": (lambda p: _stuffed(p, "../../evil"), "does not write"),
    "a path through assets": (lambda p: _stuffed(p, "assets/../../evil"), "does not write"),
    "an absolute path": (lambda p: _stuffed(p, "/etc/evil"), "does not write"),
    "a path of Windows": (lambda p: _stuffed(p, "assets\\..\\evil"), "does not write"),
    "a name with control characters": (lambda p: _stuffed(p, "assets/\x1b[31m"), "does not write"),
    "a link as the description": (_link, "is a link"),
    "two descriptions": (_doubled, "there twice"),
    "thirty thousand members": (_many, "more than 500 files"),
    "a list of members of 900 MB": (lambda p: _sized(p, 900), "more than 500 files"),
    "no description": (lambda p: _without(p, "config.json"), "no config.json"),
    "no weights": (lambda p: _without(p, "model.weights.h5"), "no model.weights.h5"),
    "no notes": (lambda p: _without(p, "metadata.json"), "no metadata.json"),
    "nothing in it": (lambda p: archive(p, {}), "no metadata.json"),
    "a zip in the zip": (_inside_itself, "not JSON"),
    "a script in front": (_prefixed, "neither a .keras nor an HDF5"),
    "a text": (lambda p: p.write_text("hello") and p, "neither a .keras nor an HDF5"),
    "zeros": (lambda p: p.write_bytes(bytes(1000)) and p, "neither a .keras nor an HDF5"),
    "noise that begins like a zip": (lambda p: p.write_bytes(b"PK\x03\x04" + os.urandom(5000)) and p, "damaged"),
    "noise that begins like HDF5": (
        lambda p: p.write_bytes(b"\x89HDF\r\n\x1a\n" + os.urandom(5000)) and p,
        "damaged",
    ),
    "weights that are noise": (
        lambda p: archive(p, members(held=b"\x89HDF\r\n\x1a\n" + os.urandom(5000))),
        "damaged",
    ),
    "weights that are a zip": (lambda p: archive(p, members(held=b"PK\x03\x04" + bytes(50))), "damaged"),
    "a size declared too large": (lambda p: _patched(p, 24, "<L", 2**31), None),
    "a packed size declared too large": (lambda p: _patched(p, 20, "<L", 2**31), None),
    "everything packed, honestly": (lambda p: archive(p, members(), packed=True), None),
    "assets, honestly": (lambda p: _stuffed(p, "assets/layers/text/vocabulary.txt"), None),
}

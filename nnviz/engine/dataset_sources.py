"""Where the published data sets lie on disk, in which layouts, and whence they come."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from nnviz.engine.cifar_files import batch_files, read_cifar_archive, read_cifar_folder
from nnviz.engine.dataset_files import Arrays, read_idx, read_npz
from nnviz.engine.download import Cancelled, Progress, download

KERAS_ORIGIN = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/"
CIFAR_ORIGIN = "https://www.cs.toronto.edu/~kriz/"


@dataclass(frozen=True)
class Found:
    """The files of a data set on disk, the first to be named to a person, and how to read them."""

    files: tuple[Path, ...]
    read: Callable[[], Arrays]

    def stamp(self) -> tuple[tuple[str, int, int], ...]:
        """Return a value that changes when a file does."""
        marks = []
        for path in self.files:
            status = path.stat()
            marks.append((str(path), status.st_mtime_ns, status.st_size))
        return tuple(marks)


@dataclass(frozen=True)
class RemoteFile:
    """A published file: its address without the name, checksum and size in bytes."""

    origin: str
    name: str
    sha256: str
    size: int


@dataclass(frozen=True)
class Source:
    """A published data set: its files and how to find them in `(own folders, roots)`."""

    files: tuple[RemoteFile, ...]
    find: Callable[[list[Path], list[Path]], Found | None]


CIFAR_FOLDERS = ("cifar-10-batches-py", "cifar-10-batches-bin")
CIFAR_ARCHIVES = ("cifar-10-python.tar.gz", "cifar-10-binary.tar.gz", "cifar-10-batches-py-target_archive")
# Addresses and checksums as in keras.datasets, which has none for Fashion-MNIST: those are of the published files.
MNIST_FILE = RemoteFile(
    KERAS_ORIGIN, "mnist.npz", "731c5ac602752760c8e48fbffcf8c3b850d9dc2a2aedcf2cc48468fc17b673d1", 11_490_434
)
FASHION_FILES = (
    RemoteFile(
        KERAS_ORIGIN,
        "train-images-idx3-ubyte.gz",
        "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
        26_421_880,
    ),
    RemoteFile(
        KERAS_ORIGIN,
        "train-labels-idx1-ubyte.gz",
        "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
        29_515,
    ),
    RemoteFile(
        KERAS_ORIGIN,
        "t10k-images-idx3-ubyte.gz",
        "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
        4_422_102,
    ),
    RemoteFile(
        KERAS_ORIGIN,
        "t10k-labels-idx1-ubyte.gz",
        "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5",
        5_148,
    ),
)
CIFAR_FILE = RemoteFile(
    CIFAR_ORIGIN,
    "cifar-10-python.tar.gz",
    "6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce",
    170_498_071,
)


def find_files(name: str, folder: Path) -> Found | None:
    """Return the files of a set in `folder` or in Keras' own cache, or None where they are not complete."""
    roots = [folder, keras_cache()]
    return SOURCES[name].find([root / name for root in roots], roots)


def fetch_files(name: str, folder: Path, progress: Progress | None, cancelled: Cancelled | None) -> None:
    """Download the files of a set that `folder` lacks; `progress` counts the bytes of all of them together."""
    own_folder = folder / name
    lacking = [file for file in SOURCES[name].files if not _first([own_folder], _idx_names(file.name))]
    total = sum(file.size for file in lacking)
    before = 0
    for file in lacking:
        told = None if progress is None else partial(_tell, progress, before, total)
        download(file.origin + file.name, own_folder / file.name, file.sha256, told, cancelled)
        before += file.size


def keras_cache() -> Path:
    """Return the folder in which `keras.datasets` keeps what it downloads."""
    home = os.environ.get("KERAS_HOME") or os.path.join("~", ".keras")
    return Path(os.path.expanduser(home)) / "datasets"


def _tell(progress: Progress, before: int, total: int, done: int, _: int | None) -> None:
    progress(before + done, total)


def _first(folders: Iterable[Path], names: Iterable[str]) -> Path | None:
    names = tuple(names)
    paths = (folder / name for folder in folders for name in names)
    return next((path for path in paths if os.path.exists(path)), None)


def _idx_names(name: str) -> tuple[str, ...]:
    """Return the names under which people keep a published file: packed, unpacked, and with a dot."""
    unpacked = name.removesuffix(".gz")
    return name, unpacked, unpacked.replace("-idx", ".idx")


def _find_npz(folders: Iterable[Path], names: Iterable[str]) -> Found | None:
    path = _first(folders, names)
    return None if path is None else Found((path,), partial(read_npz, path))


def _find_idx(own_folders: list[Path]) -> Found | None:
    paths = [_first(own_folders, _idx_names(file.name)) for file in FASHION_FILES]
    there = tuple(path for path in paths if path is not None)
    return Found(there, partial(_read_idx_files, *there)) if len(there) == len(paths) else None


def _read_idx_files(x_train: Path, y_train: Path, x_test: Path, y_test: Path) -> Arrays:
    return read_idx(x_train), read_idx(y_train), read_idx(x_test), read_idx(y_test)


def _find_mnist(own_folders: list[Path], roots: list[Path]) -> Found | None:
    return _find_npz([*own_folders, *roots], ["mnist.npz"]) or _find_idx(own_folders)


def _find_fashion(own_folders: list[Path], roots: list[Path]) -> Found | None:
    return _find_idx(own_folders) or _find_npz([*own_folders, *roots], ["fashion-mnist.npz"])


def _find_cifar(own_folders: list[Path], roots: list[Path]) -> Found | None:
    folders = [*own_folders, *roots]
    unpacked = _first(folders, ("cifar-10-batches-py-target/cifar-10-batches-py", *CIFAR_FOLDERS))
    if unpacked is not None:
        files = (unpacked, *(path for path in batch_files(unpacked) if path.exists()))
        return Found(files, partial(read_cifar_folder, unpacked))
    archive = _first(folders, CIFAR_ARCHIVES)
    if archive is not None:
        return Found((archive,), partial(read_cifar_archive, archive))
    return _find_npz(folders, ["cifar10.npz", "cifar10_subset.npz"])


SOURCES = {
    "mnist": Source((MNIST_FILE,), _find_mnist),
    "fashion-mnist": Source(FASHION_FILES, _find_fashion),
    "cifar10": Source((CIFAR_FILE,), _find_cifar),
}

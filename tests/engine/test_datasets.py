from __future__ import annotations

import gzip
import hashlib
import io
import os
import pickle
import struct
import tarfile
import threading
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nnviz.core import experiment
from nnviz.core.messages import UserError
from nnviz.engine import dataset_sources
from nnviz.engine.datasets import CLASS_NAMES, load_dataset, pick_sample
from nnviz.engine.digits_set import enlarged
from nnviz.engine.download import DownloadCancelledError

RANDOM = np.random.default_rng(0)
GREY = RANDOM.integers(0, 256, (30, 28, 28), np.uint8)
COLOUR = RANDOM.integers(0, 256, (60, 32, 32, 3), np.uint8)
LABELS = (np.arange(60) * 7 % 10).astype(np.uint8)
IDX_NAMES = [file.name for file in dataset_sources.FASHION_FILES]


# --- files as they are published, only smaller ---


def npz(path, **changes):
    arrays = {"x_train": GREY[:20], "y_train": LABELS[:20], "x_test": GREY[20:], "y_test": LABELS[20:30], **changes}
    path.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(path, **{name: array for name, array in arrays.items() if array is not None})
    return path


def idx(array) -> bytes:
    return struct.pack(f">HBB{array.ndim}I", 0, 8, array.ndim, *array.shape) + array.tobytes()


def idx_files(folder):
    arrays = [GREY[:20], LABELS[:20], GREY[20:], LABELS[20:30]]
    return {folder / name: gzip.compress(idx(array)) for name, array in zip(IDX_NAMES, arrays, strict=True)}


def python2_pickle(rows, labels) -> bytes:
    """Return the very opcodes that Python 2 wrote: strings of bytes, and an array from numpy.core."""

    def number(value):
        return b"J" + struct.pack("<i", value)

    def string(text):
        return b"U" + bytes([len(text)]) + text

    kind = b"cnumpy\ndtype\n" + string(b"u1") + b"K\x00K\x01\x87R"
    kind += b"(K\x03" + string(b"|") + b"NNN" + number(-1) + number(-1) + b"K\x00tb"
    array = b"cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\x00\x85" + string(b"b") + b"\x87R"
    array += b"(K\x01" + number(len(rows)) + number(3072) + b"\x86" + kind + b"\x89"
    array += b"T" + struct.pack("<i", rows.size) + rows.tobytes() + b"tb"
    listed = b"](" + b"".join(b"K" + bytes([label]) for label in labels) + b"e"
    entries = string(b"batch_label") + string(b"training batch 1 of 5") + string(b"labels") + listed
    return b"\x80\x02}(" + entries + string(b"data") + array + b"u."


def python3_pickle(rows, labels) -> bytes:
    return pickle.dumps({b"data": rows, b"labels": labels.tolist()}, protocol=2)


def column_order_pickle(rows, labels) -> bytes:
    return python3_pickle(np.asfortranarray(rows), labels)


def binary(rows, labels) -> bytes:
    return np.column_stack([labels, rows]).tobytes()


def cifar_batches(encode, suffix=""):
    rows = COLOUR.transpose(0, 3, 1, 2).reshape(60, 3072)
    names = [*(f"data_batch_{number}" for number in range(1, 6)), "test_batch"]
    parts = [slice(start, start + 10) for start in range(0, 60, 10)]
    return {name + suffix: encode(rows[part], LABELS[part]) for name, part in zip(names, parts, strict=True)}


def write_all(files):
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def cifar_folder(folder, encode, suffix=""):
    batches = {folder / name: content for name, content in cifar_batches(encode, suffix).items()}
    write_all({**batches, folder / "batches.meta": b"whatever"})


def cifar_archive(path, inner, encode, suffix=""):
    path.parent.mkdir(parents=True, exist_ok=True)
    with tarfile.open(path, "w:gz") as archive:
        for name, content in {**cifar_batches(encode, suffix), "readme.html": b"<html>"}.items():
            member = tarfile.TarInfo(f"{inner}/{name}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))


# --- what comes of them ---


def assert_grey(dataset):
    np.testing.assert_array_equal(dataset.x_train, GREY[:20, :, :, None])
    np.testing.assert_array_equal(dataset.x_test, GREY[20:, :, :, None])
    np.testing.assert_array_equal(dataset.y_train, LABELS[:20])
    np.testing.assert_array_equal(dataset.y_test, LABELS[20:30])
    assert dataset.picture_shape == (28, 28, 1)


def assert_colour(dataset):
    np.testing.assert_array_equal(dataset.x_train, COLOUR[:50])
    np.testing.assert_array_equal(dataset.x_test, COLOUR[50:])
    np.testing.assert_array_equal(dataset.y_train, LABELS[:50])
    np.testing.assert_array_equal(dataset.y_test, LABELS[50:])
    assert dataset.picture_shape == (32, 32, 3)


@pytest.fixture(autouse=True)
def keras_home(tmp_path, monkeypatch):
    """Keep Keras' cache of this machine out, and let nothing reach the network."""
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))

    def no_network(url, *args):
        raise AssertionError(f"{url} was asked for")

    monkeypatch.setattr(dataset_sources, "download", no_network)
    return tmp_path / "keras"


def test_every_choice_of_an_experiment_can_be_loaded():
    assert tuple(CLASS_NAMES) == experiment.DATASETS
    assert {"digits", "digit-or-not", *dataset_sources.SOURCES} == set(CLASS_NAMES)
    assert {name: len(set(names)) for name, names in CLASS_NAMES.items() if name != "digit-or-not"} == dict.fromkeys(
        ["digits", "mnist", "fashion-mnist", "cifar10"], 10
    )


class TestDigits:
    def test_shapes_types_and_split(self):
        digits = load_dataset("digits")
        assert digits.x_train.shape == (1442, 28, 28, 1)
        assert digits.x_test.shape == (355, 28, 28, 1)
        assert (digits.x_train.dtype, digits.y_train.dtype) == (np.uint8, np.int64)
        assert digits.class_names == tuple("0123456789")
        share = np.bincount(digits.y_test) / np.bincount(np.concatenate([digits.y_train, digits.y_test]))
        assert share.shape == (10,)
        assert np.all(np.abs(share - 0.2) < 0.005)

    def test_light_ink_on_black_with_its_mass_in_the_middle(self):
        pictures = load_dataset("digits").x_train[..., 0].astype(float)
        assert np.all(pictures.max(axis=(1, 2)) > 200)
        assert np.median(pictures) == 0
        grid = np.arange(28)
        mass = pictures.sum(axis=(1, 2))
        for axis in (1, 2):
            centre = (pictures.sum(axis=axis) * grid).sum(axis=1) / mass
            assert np.all(np.abs(centre - 13.5) <= 0.6)

    def test_enlarged_is_the_spline_of_each_picture(self):
        one = np.zeros((1, 8, 8))
        one[0, 3:5, 3:5] = 1
        picture = enlarged(one)[0].astype(int)
        assert picture.shape == (28, 28)
        assert picture[13:15, 13:15].min() == 255  # the middle of the square
        np.testing.assert_array_equal(picture, picture[::-1, ::-1])
        np.testing.assert_array_equal(picture, picture.T)
        inked = np.flatnonzero(picture.max(axis=0) > 127)
        assert len(inked) == 6  # two pixels of 2.5 each, and what the spline rounds

    def test_every_digit_stays_recognisable(self):
        digits = load_dataset("digits")
        train = digits.x_train.reshape(len(digits.x_train), -1) / 255
        means = np.stack([train[digits.y_train == label].mean(axis=0) for label in range(10)])
        test = digits.x_test.reshape(len(digits.x_test), -1) / 255
        nearest = ((test[:, None] - means) ** 2).sum(axis=2).argmin(axis=1)
        assert np.mean(nearest == digits.y_test) > 0.85


class TestLayouts:
    @pytest.mark.parametrize("place", ["data/mnist/mnist.npz", "data/mnist.npz", "keras/datasets/mnist.npz"])
    def test_mnist_npz(self, tmp_path, place):
        npz(tmp_path / place)
        assert_grey(load_dataset("mnist", tmp_path / "data"))

    def test_labels_in_a_column_and_pictures_with_a_channel(self, tmp_path):
        npz(tmp_path / "mnist.npz", y_train=LABELS[:20, None].astype(np.int32), x_train=GREY[:20, :, :, None])
        dataset = load_dataset("mnist", tmp_path)
        assert_grey(dataset)
        assert dataset.y_train.dtype == np.int64

    @pytest.mark.parametrize("name", ["mnist", "fashion-mnist"])
    @pytest.mark.parametrize("root", ["data", "keras/datasets"])
    def test_packed_idx(self, tmp_path, root, name):
        write_all(idx_files(tmp_path / root / name))
        assert_grey(load_dataset(name, tmp_path / "data"))

    def test_unpacked_idx_under_both_spellings(self, tmp_path):
        for path, content in idx_files(tmp_path / "fashion-mnist").items():
            dotted = "images" in path.name
            name = path.name.removesuffix(".gz").replace("-idx", ".idx" if dotted else "-idx")
            write_all({path.with_name(name): gzip.decompress(content)})
        assert_grey(load_dataset("fashion-mnist", tmp_path))

    @pytest.mark.parametrize(
        "place",
        [
            "data/cifar10/cifar-10-batches-py",
            "data/cifar-10-batches-py",
            "keras/datasets/cifar-10-batches-py",
            "keras/datasets/cifar-10-batches-py-target/cifar-10-batches-py",
        ],
    )
    def test_cifar_python_folder(self, tmp_path, place):
        cifar_folder(tmp_path / place, python2_pickle)
        assert_colour(load_dataset("cifar10", tmp_path / "data"))

    @pytest.mark.parametrize("encode", [python3_pickle, column_order_pickle])
    def test_cifar_pickled_again_by_python_3(self, tmp_path, encode):
        cifar_folder(tmp_path / "cifar-10-batches-py", encode)
        assert_colour(load_dataset("cifar10", tmp_path))

    def test_cifar_binary_folder(self, tmp_path):
        cifar_folder(tmp_path / "cifar10" / "cifar-10-batches-bin", binary, ".bin")
        assert_colour(load_dataset("cifar10", tmp_path))

    def test_cifar_archives(self, tmp_path):
        cifar_archive(tmp_path / "a/cifar10/cifar-10-python.tar.gz", "cifar-10-batches-py", python2_pickle)
        cifar_archive(tmp_path / "b/cifar10/cifar-10-binary.tar.gz", "cifar-10-batches-bin", binary, ".bin")
        cifar_archive(
            tmp_path / "keras/datasets/cifar-10-batches-py-target_archive", "cifar-10-batches-py", python2_pickle
        )
        for folder in "abc":
            assert_colour(load_dataset("cifar10", tmp_path / folder))
        assert [path.name for path in (tmp_path / "a/cifar10").iterdir()] == ["cifar-10-python.tar.gz"]

    def test_cifar_subset(self, tmp_path):
        arrays = {"x_train": COLOUR[:50], "y_train": LABELS[:50, None]}
        npz(tmp_path / "cifar10/cifar10_subset.npz", **arrays, x_test=COLOUR[50:], y_test=LABELS[50:, None])
        assert_colour(load_dataset("cifar10", tmp_path))

    def test_folder_defaults_to_the_variable(self, tmp_path, monkeypatch):
        npz(tmp_path / "mine/mnist/mnist.npz")
        monkeypatch.setenv("NNVIZ_DATA", str(tmp_path / "mine"))
        assert_grey(load_dataset("mnist"))


class Trap:
    def __reduce__(self):
        return os.mkdir, ("sprung",)


def trap(rows, labels):
    return pickle.dumps({b"data": Trap(), b"labels": labels.tolist()}, protocol=2)


def truncated_rows(rows, labels):
    return python3_pickle(rows[:, :-1], labels)


def bad_file(name, write, said):
    return pytest.param(name, write, said, id=f"{name}-{said}")


class TestBadFiles:
    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"y_test": None}, "cannot be read"),
            ({"x_train": np.array([object()] * 20)}, "cannot be read"),
            ({"x_train": GREY[:20].astype(np.float32)}, r"\(20, 28, 28\) float32"),
            ({"x_train": GREY[:20, :14]}, r"\(20, 14, 28\) uint8"),
            ({"x_train": GREY[:19]}, r"\(19, 28, 28\) uint8 for 20 labels"),
            ({"x_test": GREY[:0], "y_test": LABELS[:0]}, r"\(0, 28, 28\)"),
            ({"y_train": LABELS[:20] + 1}, "labels go beyond 9"),
            ({"y_train": LABELS[:20].astype(np.int64) - 1}, "labels go beyond 9"),
            ({"y_train": LABELS[:20].astype(float)}, "float64"),
            ({"y_train": np.eye(10, dtype=np.uint8)[LABELS[:20]]}, r"labels are \(20, 10\)"),
        ],
    )
    def test_odd_archive_is_named_with_a_cure(self, tmp_path, changes, said):
        path = npz(tmp_path / "mnist/mnist.npz", **changes)
        with pytest.raises(UserError, match=said) as caught:
            load_dataset("mnist", tmp_path)
        assert str(path) in str(caught.value)
        assert "Delete it" in str(caught.value)

    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no archive", b"\x93NUMPY"])
    def test_what_is_no_archive(self, tmp_path, content):
        (tmp_path / "mnist.npz").write_bytes(content)
        with pytest.raises(UserError, match=r"mnist\.npz is damaged"):
            load_dataset("mnist", tmp_path)

    def test_archive_with_a_changed_picture(self, tmp_path):
        path = tmp_path / "mnist.npz"
        np.savez(path, x_train=GREY[:20], y_train=LABELS[:20], x_test=GREY[20:], y_test=LABELS[20:30])
        content = bytearray(path.read_bytes())
        content[content.index(GREY[5].tobytes())] ^= 255
        path.write_bytes(content)
        with pytest.raises(UserError, match=r"mnist\.npz is damaged"):
            load_dataset("mnist", tmp_path)

    @pytest.mark.parametrize(
        "content", [b"", gzip.compress(b""), idx(GREY[:3])[:-1], idx(GREY[:3]) + b"x", b"\0\0\x0d\1"]
    )
    def test_broken_idx(self, tmp_path, content):
        files = idx_files(tmp_path / "fashion-mnist")
        files[tmp_path / "fashion-mnist" / IDX_NAMES[0]] = content
        write_all(files)
        with pytest.raises(UserError, match="is damaged or does not hold fashion-mnist"):
            load_dataset("fashion-mnist", tmp_path)

    @pytest.mark.parametrize("encode", [trap, truncated_rows, lambda rows, labels: b"", lambda rows, labels: b"N."])
    def test_cifar_batch_that_is_not_plain_data(self, tmp_path, monkeypatch, encode):
        monkeypatch.chdir(tmp_path)
        cifar_folder(tmp_path / "cifar-10-batches-py", encode)
        with pytest.raises(UserError, match="cifar-10-batches-py is damaged"):
            load_dataset("cifar10", tmp_path)
        assert not Path("sprung").exists()

    def test_the_trap_works(self, tmp_path, monkeypatch):
        monkeypatch.chdir(tmp_path)
        pickle.loads(trap(None, LABELS))
        assert Path("sprung").exists()

    def test_cifar_folder_with_a_batch_missing(self, tmp_path):
        cifar_folder(tmp_path / "cifar-10-batches-py", python2_pickle)
        (tmp_path / "cifar-10-batches-py/data_batch_3").unlink()
        with pytest.raises(UserError, match="cifar-10-batches-py is damaged"):
            load_dataset("cifar10", tmp_path)

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
    @given(st.sampled_from(["npz", "idx", "cifar"]), st.data())
    def test_cut_off_or_changed_files_are_refused_or_read(self, tmp_path, kind, data):
        folder = tmp_path / kind
        if kind == "npz":
            name, path = "mnist", npz(folder / "mnist/mnist.npz")
        elif kind == "idx":
            write_all(idx_files(folder / "mnist"))
            name, path = "mnist", folder / "mnist" / data.draw(st.sampled_from(IDX_NAMES))
        else:
            cifar_folder(folder / "cifar-10-batches-py", python2_pickle)
            name, path = "cifar10", folder / "cifar-10-batches-py/data_batch_2"
        content = bytearray(path.read_bytes())
        place = data.draw(st.integers(0, len(content) - 1))
        if data.draw(st.booleans()):
            path.write_bytes(content[:place])
            with pytest.raises(UserError):
                load_dataset(name, folder)
        else:
            content[place] ^= data.draw(st.integers(1, 255))
            path.write_bytes(content)
            try:
                dataset = load_dataset(name, folder)
            except UserError:
                return
            assert len(dataset.x_train) == len(dataset.y_train)

    def test_unknown_name(self):
        with pytest.raises(UserError, match="digits, mnist, fashion-mnist, cifar10"):
            load_dataset("imagenet")


@pytest.fixture
def origin(tmp_path, monkeypatch):
    """Serve small files in the places of the published ones, from this machine."""
    folder = tmp_path / "origin"
    write_all(idx_files(folder))
    handler = partial(SimpleHTTPRequestHandler, directory=folder)
    monkeypatch.setattr(SimpleHTTPRequestHandler, "log_message", lambda *args: None)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()

    def moved(file):
        content = (folder / file.name).read_bytes()
        address = f"http://127.0.0.1:{server.server_port}/"
        return replace(file, origin=address, sha256=hashlib.sha256(content).hexdigest(), size=len(content))

    source = dataset_sources.SOURCES["fashion-mnist"]
    served = replace(source, files=tuple(moved(file) for file in source.files))
    monkeypatch.setitem(dataset_sources.SOURCES, "fashion-mnist", served)
    from nnviz.engine.download import download

    monkeypatch.setattr(dataset_sources, "download", download)
    yield folder
    server.shutdown()
    server.server_close()
    thread.join()


class TestFetching:
    def test_absent_files_are_fetched_and_counted_together(self, origin, tmp_path):
        seen = []
        dataset = load_dataset(
            "fashion-mnist", tmp_path / "data", progress=lambda done, total: seen.append((done, total))
        )
        assert_grey(dataset)
        assert sorted(path.name for path in (tmp_path / "data/fashion-mnist").iterdir()) == sorted(IDX_NAMES)
        total = sum(path.stat().st_size for path in origin.iterdir())
        assert {total for _, total in seen} == {total}
        done = [done for done, _ in seen]
        assert done == sorted(done)
        assert done[-1] == total

    def test_only_what_is_lacking_is_fetched(self, origin, tmp_path):
        write_all(dict(list(idx_files(tmp_path / "fashion-mnist").items())[:3]))
        for name in IDX_NAMES[:3]:
            (origin / name).unlink()
        assert_grey(load_dataset("fashion-mnist", tmp_path))

    def test_no_network_tells_what_to_put_where(self, origin, tmp_path):
        for path in origin.iterdir():
            path.unlink()
        with pytest.raises(UserError) as caught:
            load_dataset("fashion-mnist", tmp_path / "data")
        assert IDX_NAMES[0] in str(caught.value)
        assert str(tmp_path / "data" / "fashion-mnist") in str(caught.value)
        assert list((tmp_path / "data/fashion-mnist").iterdir()) == []

    def test_changed_file_is_not_kept(self, origin, tmp_path):
        (origin / IDX_NAMES[1]).write_bytes(gzip.compress(idx(LABELS[1:21])))
        with pytest.raises(UserError, match="checksum"):
            load_dataset("fashion-mnist", tmp_path)
        assert [path.name for path in (tmp_path / "fashion-mnist").iterdir()] == [IDX_NAMES[0]]

    def test_cancel_between_files_goes_on_later(self, origin, tmp_path):
        folder = tmp_path / "data"
        first = folder / "fashion-mnist" / IDX_NAMES[0]
        with pytest.raises(DownloadCancelledError):
            load_dataset("fashion-mnist", folder, cancelled=first.exists)
        assert [path.name for path in first.parent.iterdir()] == [IDX_NAMES[0]]
        (origin / IDX_NAMES[0]).unlink()
        assert_grey(load_dataset("fashion-mnist", folder))


class TestMemory:
    def test_same_files_are_read_once_and_changed_ones_again(self, tmp_path):
        npz(tmp_path / "mnist.npz")
        first = load_dataset("mnist", tmp_path)
        assert load_dataset("mnist", tmp_path) is first
        npz(tmp_path / "mnist.npz", x_test=GREY[:5], y_test=LABELS[:5])
        assert len(load_dataset("mnist", tmp_path).x_test) == 5

    def test_two_sets_are_kept(self, tmp_path):
        for name in "abc":
            npz(tmp_path / name / "mnist.npz")
        first, second, third = (load_dataset("mnist", tmp_path / name) for name in "abc")
        assert load_dataset("mnist", tmp_path / "c") is third
        assert load_dataset("mnist", tmp_path / "b") is second
        assert load_dataset("mnist", tmp_path / "a") is not first

    def test_nobody_can_change_a_set_for_the_others(self, tmp_path):
        npz(tmp_path / "mnist.npz")
        dataset = load_dataset("mnist", tmp_path)
        with pytest.raises(ValueError, match="read-only"):
            dataset.x_train[0] = 0


class TestSamples:
    def test_chosen_sample(self, tmp_path):
        npz(tmp_path / "fashion-mnist/fashion-mnist.npz")
        dataset = load_dataset("fashion-mnist", tmp_path)
        sample = pick_sample(dataset, "test", 3, np.random.default_rng(0))
        np.testing.assert_array_equal(sample.picture, GREY[23, :, :, None])
        assert (sample.dataset, sample.split, sample.index) == ("fashion-mnist", "test", 3)
        assert sample.label == LABELS[23]
        assert sample.label_name == dataset.class_names[sample.label]
        np.testing.assert_array_equal(
            pick_sample(dataset, "train", 0, np.random.default_rng(0)).picture[..., 0], GREY[0]
        )

    def test_random_samples_follow_the_generator_and_reach_every_picture(self):
        dataset = load_dataset("digits")
        picked = [
            [pick_sample(dataset, "test", None, rng).index for _ in range(4000)]
            for rng in (np.random.default_rng(1), np.random.default_rng(1))
        ]
        assert picked[0] == picked[1]
        assert set(picked[0]) == set(range(len(dataset.x_test)))

    @pytest.mark.parametrize("index", [-1, 355])
    def test_number_beyond_the_set(self, index):
        with pytest.raises(UserError, match="from 0 to 354"):
            pick_sample(load_dataset("digits"), "test", index, np.random.default_rng(0))

    def test_unknown_part(self):
        with pytest.raises(UserError, match="train or test"):
            pick_sample(load_dataset("digits"), "validation", 0, np.random.default_rng(0))


@pytest.mark.real_data
@pytest.mark.parametrize(
    ("name", "train", "test", "first_train", "first_test"),
    [
        ("mnist", 60000, 10000, [5, 0, 4, 1, 9, 2], [7, 2, 1, 0, 4, 1]),
        ("fashion-mnist", 60000, 10000, [9, 0, 0, 3, 0, 2], [9, 2, 1, 1, 6, 1]),
        ("cifar10", 4000, 2000, [6, 9, 9, 4, 1, 1], [0, 1, 2, 3, 4, 5]),
    ],
)
def test_real_sets(real_data, name, train, test, first_train, first_test):
    dataset = load_dataset(name, real_data)
    assert (len(dataset.x_train), len(dataset.x_test)) == (train, test)
    assert dataset.y_train[:6].tolist() == first_train
    assert dataset.y_test[:6].tolist() == first_test
    assert set(dataset.y_train.tolist()) == set(range(10))

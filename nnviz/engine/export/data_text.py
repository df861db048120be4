"""The pictures of an experiment, loaded and divided without nnviz."""

from __future__ import annotations

from collections.abc import Sequence

from nnviz.core.experiment import OWN_DATASETS, Experiment
from nnviz.engine.export.python_text import Section, call, quoted

_DIGITS = """\
# The 1,797 digits of scikit-learn, 8 x 8, enlarged smoothly to 20 x 20 in the middle of 28 x 28.
digits = load_digits()
spline = ndimage.zoom(np.eye(8), (20 / 8, 1), order=3, mode="grid-constant", grid_mode=True)
ink = np.clip(spline @ (digits.images / 16) @ spline.T, 0, 1)
ink = np.pad(ink, ((0, 0), (4, 4), (4, 4)))
for number, picture in enumerate(ink):  # as in MNIST, the centre of mass goes into the middle
    shift = np.rint(13.5 - np.array(ndimage.center_of_mass(picture))).astype(int)
    ink[number] = np.roll(picture, np.clip(shift, -4, 4), axis=(0, 1))
pictures, labels = np.rint(ink * 255).astype("uint8")[..., np.newaxis], digits.target

"""
_HOLD_A_FIFTH = """\
# Every fifth picture of each class is held back for testing.
held = np.zeros(len(labels), bool)
for label in np.unique(labels):
    held[np.flatnonzero(labels == label)[4::5]] = True
x_train, y_train, x_test, y_test = pictures[~held], labels[~held], pictures[held], labels[held]
"""
_KERAS = """\
(x_train, y_train), (x_test, y_test) = keras.datasets.{name}.load_data()
x_train, x_test = (x.reshape(-1, {shape}) for x in (x_train, x_test))
y_train, y_test = y_train.reshape(-1), y_test.reshape(-1)
"""
_DIGIT_OR_NOT = """\
# These drawings are made by nnviz itself (pip install nnviz), from MNIST and strokes that are no digits.
data = load_dataset("digit-or-not")
x_train, y_train, x_test, y_test = data.x_train, data.y_train, data.x_test, data.y_test
"""
_DRAWINGS = """\
# Drawings are kept and prepared by nnviz itself (pip install nnviz).
data = load_dataset("drawings", data={data})
x_train, y_train, x_test, y_test = data.x_train, data.y_train, data.x_test, data.y_test
class_names = list(data.class_names)
"""
_NPZ = """\
# Arrays as in Keras' own files: x_train, y_train, x_test, y_test; pictures are whole numbers 0 to 255.
with np.load({data}) as file:
    x_train, y_train, x_test, y_test = (file[k] for k in ("x_train", "y_train", "x_test", "y_test"))
if x_train.ndim == 3:  # grey pictures without an axis for the colour
    x_train, x_test = x_train[..., np.newaxis], x_test[..., np.newaxis]
names, labels = np.unique(np.concatenate([y_train.ravel(), y_test.ravel()]), return_inverse=True)
y_train, y_test = np.split(labels, [len(y_train)])
class_names = [str(name) for name in names]
"""
_FOLDER = """\
# One folder a class, with pictures of one size in it, at most 128 pixels wide and high. nnviz also takes other
# sizes, and folders "train" and "test" above the classes; bring such pictures into this form first.
folders = sorted(path for path in Path({data}).iterdir() if path.is_dir())
files = [(path, c) for c, folder in enumerate(folders) for path in sorted(folder.iterdir())]
pictures = np.stack([np.array(Image.open(path).convert("RGB")) for path, _ in files])
if (pictures == pictures[..., :1]).all():  # all of them are grey
    pictures = pictures[..., :1]
labels = np.array([c for _, c in files])
class_names = [folder.name for folder in folders]

"""
_CSV = """\
# A line a picture: its class as a number, then its pixels 0 to 255, row by row, as many down as across. nnviz
# also takes names of classes and the label in another column; bring such a table into this form first.
table = np.genfromtxt({data}, delimiter=",")
table = table[~np.isnan(table).any(axis=1)].astype(int)  # a line of headings is no picture
names, labels = np.unique(table[:, 0], return_inverse=True)
side = round((table.shape[1] - 1) ** 0.5)
pictures = table[:, 1:].astype("uint8").reshape(-1, side, side, 1)
class_names = [str(name) for name in names]

"""
_HOLD_OWN = """\
# A fifth of each class is held back for testing, always the same pictures.
held, random = np.zeros(len(labels), bool), np.random.default_rng(20)
for label in np.unique(labels):
    own = random.permutation(np.flatnonzero(labels == label))
    held[own[: max(int(len(own) > 1), round(0.2 * len(own)))]] = True
x_train, y_train, x_test, y_test = pictures[~held], labels[~held], pictures[held], labels[held]
"""
_SCALE = """\
# The network reads 0 to 1. TensorFlow makes this product of a division by 255, and its last bit may matter.
SCALE = np.float32(1 / 255)
"""
_SHARE = """\


def share_of(labels, among, share, random):
    \"\"\"Return the sorted numbers of a share of each class among these pictures.\"\"\"
    classes = [random.permutation(among[labels[among] == label]) for label in np.unique(labels[among])]
    return np.sort(np.concatenate([own[: max(1, round(share * len(own)))] for own in classes]))


chosen = np.arange(len(y_train))
"""


def data_section(experiment: Experiment, picture_shape: Sequence[int], class_names: Sequence[str]) -> Section:
    """Return the step that loads the pictures and divides them."""
    code, imports = _loading(experiment, picture_shape)
    code += _parts(experiment)
    if class_names:
        code += call("class_names = [", [quoted(name) for name in class_names], "]") + "\n"
    code += "CLASSES = len(class_names)\n"
    code += _SCALE
    if experiment.one_hot:
        code += "# This loss compares with one number a class: 1 for the right one, 0 for all others.\n"
        code += "t_train = keras.utils.to_categorical(y_train, CLASSES)\n"
        code += "t_test = keras.utils.to_categorical(y_test, CLASSES)\n"
    else:
        code += "t_train, t_test = y_train, y_test  # this loss compares with the number of the class\n"
    code += 'print(len(x_train), "pictures to learn from,", len(x_test), "to test on")'
    text = "Pictures to learn from and pictures to test on, each a grid of whole numbers from 0 (black) to 255."
    return Section("Load the pictures", text, code, ("import keras", "import numpy as np", *imports))


def _loading(experiment: Experiment, picture_shape: Sequence[int]) -> tuple[str, tuple[str, ...]]:
    shape = ", ".join(str(side) for side in picture_shape)
    match experiment.dataset:
        case "digits":
            imports = ("from scipy import ndimage", "from sklearn.datasets import load_digits")
            return _DIGITS + _HOLD_A_FIFTH, imports
        case "digit-or-not":
            return _DIGIT_OR_NOT, ("from nnviz.engine.datasets import load_dataset",)
        case name if name in OWN_DATASETS:
            return _own(experiment)
        case name:
            return _KERAS.format(name=name.replace("-", "_"), shape=shape), ()


def _own(experiment: Experiment) -> tuple[str, tuple[str, ...]]:
    data = quoted(experiment.data)
    match experiment.dataset:
        case "npz":
            return _NPZ.format(data=data), ()
        case "csv":
            return _CSV.format(data=data) + _HOLD_OWN, ()
        case "folder":
            return _FOLDER.format(data=data) + _HOLD_OWN, ("from pathlib import Path", "from PIL import Image")
        case _:
            return _DRAWINGS.format(data=data), ("from nnviz.engine.datasets import load_dataset",)


def _parts(experiment: Experiment) -> str:
    """Return what `core.dataset_parts` does, with the same random numbers."""
    subset, split = experiment.subset, experiment.split
    if subset >= 1.0 and split <= 0.0:
        return ""
    code = _SHARE
    if subset < 1.0:
        code += f"# Learn from a share of {subset:g} of the pictures.\n"
        code += f"chosen = share_of(y_train, chosen, {subset!r}, np.random.default_rng((SEED, 1)))\n"
    if split > 0.0:
        code += f"# Hold back a share of {split:g} of them for validation, in place of the test pictures.\n"
        code += f"kept = share_of(y_train, chosen, 1.0 - {split!r}, np.random.default_rng((SEED, 2)))\n"
        code += "held = np.setdiff1d(chosen, kept)\n"
        code += "if len(held):\n    x_test, y_test = x_train[held], y_train[held]\n"
        code += "chosen = kept\n"
    return code + "x_train, y_train = x_train[chosen], y_train[chosen]\n"

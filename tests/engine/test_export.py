"""Scripts and notebooks: run by themselves they give the losses of nnviz's own training."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from dataclasses import replace

import keras
import nbformat
import numpy as np
import pytest

from nnviz.core.dataset import Dataset
from nnviz.core.dataset_parts import training_parts
from nnviz.core.experiment import ARCHITECTURES, DATASETS, LOSSES, OPTIMIZERS, OWN_DATASETS, SCHEDULES, Experiment
from nnviz.core.messages import UserError
from nnviz.core.network import LayerSpec, new_row
from nnviz.core.schedule import learning_rate_at
from nnviz.core.training import EpochRecord
from nnviz.engine.architectures import build_experiment
from nnviz.engine.datasets import CLASS_NAMES, PICTURE_SHAPES, load_dataset
from nnviz.engine.export.notebook import save_as_code, training_notebook
from nnviz.engine.export.script import training_script, training_sections
from nnviz.engine.training_loop import Training

FIGURES = ("loss", "accuracy", "val_loss", "val_accuracy")
SMALL = (
    LayerSpec("conv", units=4, size=3, stride=2, activation="relu"),
    LayerSpec("max_pool", size=2, stride=0),
    LayerSpec("flatten"),
    LayerSpec("dropout", rate=0.3),
    LayerSpec("dense", units=8, activation="tanh"),
)
MANY_KINDS = (
    LayerSpec("conv", units=6, size=5, padding="same", activation="leaky_relu", l1=0.001, l2=0.01),
    LayerSpec("batch_norm"),
    LayerSpec("activation", activation="elu"),
    LayerSpec("average_pool", size=3, stride=2, padding="same"),
    LayerSpec("max_pool", size=2, stride=0),
    LayerSpec("inception", units=8, activation="relu", l2=0.002),
    LayerSpec("dropout", rate=0.2),
    LayerSpec("global_average_pool"),
    LayerSpec("dense", units=12, activation="sigmoid", l1=0.003),
)


def experiment(**values) -> Experiment:
    usual = {"architecture": "custom", "layers": SMALL, "epochs": 2, "subset": 0.1, "learning_rate": 0.01, "seed": 3}
    return Experiment(**{**usual, **values})


def own_figures(chosen: Experiment, dataset: Dataset | None = None) -> list[list[float]]:
    """What nnviz reports for each epoch."""
    parts = training_parts(dataset or load_dataset(chosen.dataset), chosen.subset, chosen.split, chosen.seed)
    model = build_experiment(chosen, parts.picture_shape, len(parts.class_names))
    records = list(Training(model, parts, chosen).advance())
    return [[getattr(one, name) for name in FIGURES] for one in records if isinstance(one, EpochRecord)]


def executed(code: str) -> dict:
    namespace = {"__name__": "script"}
    exec(compile(code, "script.py", "exec"), namespace)
    return namespace


def figures_of(namespace: dict) -> np.ndarray:
    return np.array([namespace["history"].history[name] for name in FIGURES]).T


@pytest.fixture(autouse=True)
def _in_a_folder_of_its_own(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def check(chosen: Experiment, dataset: Dataset | None = None) -> dict:
    namespace = executed(training_script(chosen))
    np.testing.assert_allclose(figures_of(namespace), own_figures(chosen, dataset), atol=1e-5)
    return namespace


# --- the same losses ---


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_optimizer_gives_the_same_losses(optimizer):
    check(experiment(optimizer=optimizer, momentum=0.8, weight_decay=0.1))


@pytest.mark.parametrize("loss", LOSSES)
def test_every_loss_gives_the_same_losses(loss):
    check(experiment(loss=loss, split=0.25))


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_every_schedule_gives_the_same_losses(schedule):
    chosen = experiment(schedule=schedule, decay=0.3, decay_epochs=1, epochs=3, optimizer="sgd", learning_rate=0.1)
    namespace = check(chosen)
    last = 0.1 if schedule == "plateau" else learning_rate_at(schedule, 0.1, 14, 15, 5.0, 0.3)
    assert float(namespace["model"].optimizer.learning_rate) == pytest.approx(last, rel=1e-5)


def test_every_kind_of_layer_gives_the_same_losses_and_the_same_names():
    chosen = experiment(layers=MANY_KINDS, l1=0.0005, subset=0.15, split=0.2)
    namespace = check(chosen)
    model = build_experiment(chosen, (28, 28, 1), 10)
    assert {layer.name for layer in namespace["model"].layers} == {layer.name for layer in model.layers}
    strided = (LayerSpec("global_max_pool"), LayerSpec("dropout", rate=0.1))
    check(experiment(layers=(new_row("conv"), LayerSpec("batch_norm"), *strided), l2=0.01, subset=0.05, epochs=1))


def test_a_plateau_lowers_the_rate_and_a_training_that_ends_early_goes_back_to_its_best_epoch():
    wild = {"optimizer": "sgd", "learning_rate": 0.9, "subset": 0.05, "epochs": 12}
    chosen = experiment(**wild, schedule="plateau", decay=0.9, decay_epochs=1, patience=2)
    namespace = check(chosen)
    assert float(namespace["model"].optimizer.learning_rate) < 0.9
    assert len(namespace["history"].epoch) < 12
    best = min(namespace["history"].history["val_loss"])
    assert namespace["loss"] == pytest.approx(best, abs=1e-5)


@pytest.mark.parametrize("augment", ["drawn", "photo"])
def test_varied_pictures_give_the_same_losses(augment):
    check(experiment(augment=augment, batch_size=50))


def test_without_nnviz_drawings_are_varied_by_layers_of_keras(monkeypatch):
    monkeypatch.setitem(sys.modules, "nnviz.core.augmentation", None)
    namespace = executed(training_script(experiment(augment="drawn", subset=0.05, epochs=1)))
    assert np.isfinite(figures_of(namespace)).all()
    pictures = namespace["x_train"][:40]
    varied = namespace["vary"](pictures, None)
    assert varied.shape == pictures.shape
    assert varied.min() >= 0
    assert varied.max() <= 255
    assert not np.array_equal(varied, pictures)


def test_the_digits_are_those_of_nnviz():
    namespace = executed(training_script(experiment(subset=1.0, epochs=1, layers=(LayerSpec("flatten"),))))
    dataset = load_dataset("digits")
    for name in ("x_train", "y_train", "x_test", "y_test"):
        np.testing.assert_array_equal(namespace[name], getattr(dataset, name))
    confusion = namespace["confusion"]
    assert confusion.sum() == len(dataset.y_test)
    assert np.trace(confusion) / confusion.sum() == pytest.approx(namespace["accuracy"], abs=1e-6)


@pytest.mark.parametrize("name", ["mnist", "fashion-mnist", "cifar10"])
def test_sets_that_keras_loads_give_the_same_losses(name, monkeypatch):
    rng = np.random.default_rng(2)
    shape = PICTURE_SHAPES[name]
    x_train, x_test = (rng.integers(0, 256, (count, *shape), np.uint8) for count in (70, 20))
    y_train, y_test = (np.arange(count) % 10 for count in (70, 20))
    dataset = Dataset(name, x_train, y_train, x_test, y_test, CLASS_NAMES[name])
    # as Keras hands them out: grey pictures without a last axis, the labels of CIFAR-10 with one
    bare = [x.reshape(x.shape[:3]) if shape[2] == 1 else x for x in (x_train, x_test)]
    labels = [y[:, None] if name == "cifar10" else y for y in (y_train, y_test)]
    module = getattr(keras.datasets, name.replace("-", "_"))
    monkeypatch.setattr(module, "load_data", lambda: ((bare[0], labels[0]), (bare[1], labels[1])))
    namespace = check(experiment(dataset=name, subset=0.8, augment="photo" if name == "cifar10" else "none"), dataset)
    assert tuple(namespace["class_names"]) == CLASS_NAMES[name]


@pytest.mark.parametrize("shape", [(28, 28, 1), (32, 32, 3)])
@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_every_preset_begins_with_the_same_weights(architecture, shape):
    chosen = Experiment(architecture=architecture, dataset="npz", data="a.npz", seed=5, l2=0.001)
    build = training_sections(chosen, shape)[1]
    namespace = {"x_train": np.zeros((1, *shape)), "CLASSES": 10}
    exec("\n".join((*build.imports, build.code)), namespace)
    theirs, ours = namespace["model"], build_experiment(chosen, shape, 10)
    for left, right in zip(theirs.get_weights(), ours.get_weights(), strict=True):
        np.testing.assert_array_equal(left, right)
    picture = np.random.default_rng(0).random((2, *shape), np.float32)
    np.testing.assert_allclose(theirs(picture), ours(picture), atol=1e-6)
    assert sum(map(float, theirs.losses)) == pytest.approx(sum(map(float, ours.losses)), rel=1e-6)


def test_one_own_file_of_arrays(tmp_path):
    rng = np.random.default_rng(0)
    arrays = {
        "x_train": rng.integers(0, 256, (60, 20, 20), np.uint8),
        "y_train": np.arange(60) % 3,
        "x_test": rng.integers(0, 256, (12, 20, 20), np.uint8),
        "y_test": np.arange(12) % 3,
    }
    np.savez(tmp_path / "own.npz", **arrays)
    shaped = {name: array[..., None] if name[0] == "x" else array for name, array in arrays.items()}
    dataset = Dataset("own", **shaped, class_names=("0", "1", "2"))
    check(experiment(dataset="npz", data=str(tmp_path / "own.npz"), subset=0.5, split=0.1, batch_size=7), dataset)


def test_own_folders_and_tables_are_read(tmp_path):
    from PIL import Image

    rng = np.random.default_rng(1)
    lines = ["label," + ",".join(f"p{n}" for n in range(784))]
    for label, name in enumerate(('cats "big"', "dogs")):
        (tmp_path / "set" / name).mkdir(parents=True)
        for number in range(10):
            picture = rng.integers(0, 256, (28, 28), np.uint8)
            Image.fromarray(picture).save(tmp_path / "set" / name / f"{number}.png")
            lines.append(f"{label}," + ",".join(map(str, picture.ravel())))
    (tmp_path / "set.csv").write_text("\n".join(lines))
    told = {"subset": 1.0, "epochs": 1, "layers": (LayerSpec("flatten"),)}
    folder = executed(training_script(experiment(dataset="folder", data=str(tmp_path / "set"), **told)))
    table = executed(training_script(experiment(dataset="csv", data=str(tmp_path / "set.csv"), **told)))
    assert folder["x_train"].shape == (16, 28, 28, 1)
    for name in ("x_train", "y_train", "x_test", "y_test"):
        np.testing.assert_array_equal(folder[name], table[name])
    np.testing.assert_allclose(figures_of(folder), figures_of(table))


def test_a_script_run_by_itself_gives_the_same_losses(tmp_path):
    chosen = Experiment(epochs=2, subset=0.2, batch_size=48)
    file = tmp_path / "train.py"
    save_as_code(file, chosen)
    told = "\nimport json\nprint('HISTORY', json.dumps({k: list(map(float, v)) for k, v in history.history.items()}))\n"
    file.write_text(file.read_text(encoding="utf-8") + told, encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [sys.executable, str(file)], capture_output=True, text=True, check=False, cwd=tmp_path, env=environment
    )
    assert done.returncode == 0, done.stderr
    line = next(line for line in done.stdout.splitlines() if line.startswith("HISTORY"))
    history = json.loads(line.removeprefix("HISTORY"))
    np.testing.assert_allclose(np.array([history[name] for name in FIGURES]).T, own_figures(chosen), atol=1e-5)
    assert (tmp_path / "digits-lenet.keras").is_file()


def test_a_notebook_is_valid_and_its_cells_give_the_same_losses(tmp_path):
    chosen = experiment(schedule="cosine")
    save_as_code(tmp_path / "train.ipynb", chosen)
    assert [file.name for file in tmp_path.iterdir()] == ["train.ipynb"]
    notebook = nbformat.read(tmp_path / "train.ipynb", as_version=4)
    nbformat.validate(notebook)
    headings = [cell.source.splitlines()[0] for cell in notebook.cells if cell.cell_type == "markdown"][1:]
    assert [heading.split(". ")[1].split()[0] for heading in headings] == [
        "Load", "Build", "Train", "Evaluate", "Predict",
    ]  # fmt: skip
    namespace: dict = {"__name__": "notebook"}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            exec(cell.source, namespace)
    np.testing.assert_allclose(figures_of(namespace), own_figures(chosen), atol=1e-5)
    assert training_notebook(chosen) == training_notebook(chosen)


# --- the text ---


def variety() -> list[Experiment]:
    plain = Experiment()
    made = [replace(plain, architecture=name, dataset="cifar10", l1=0.01) for name in ARCHITECTURES]
    made += [replace(plain, dataset=name, data='/a "b"/ção\\', subset=0.5, split=0.1) for name in DATASETS]
    made += [replace(plain, dataset=name, data="/own/data", split=0.1) for name in OWN_DATASETS]
    made += [replace(plain, schedule=name, patience=2, augment="drawn", decay=1.0) for name in SCHEDULES]
    made += [replace(plain, loss=name, augment="photo", calibrate=True) for name in LOSSES]
    return [*made, *(replace(plain, optimizer=name) for name in OPTIMIZERS), experiment(layers=MANY_KINDS)]


def test_all_scripts_are_clean_and_formatted(tmp_path):
    for number, chosen in enumerate(variety()):
        script = training_script(chosen)
        ast.parse(script)
        (tmp_path / f"script_{number}.py").write_text(script, encoding="utf-8")
    ruff = [sys.executable, "-m", "ruff"]
    options = ["--isolated", "--no-cache", "--line-length", "120"]
    rules = ["--select", "E,F,I,W,B,UP,N,C4,PERF,SIM"]
    for command in (["check", *rules], ["format", "--check"]):
        done = subprocess.run([*ruff, *command, *options, "."], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_usual_scripts_are_short_and_need_no_nnviz():
    for architecture in ("perceptron", "mlp", "lenet", "course"):
        script = training_script(Experiment(architecture=architecture))
        assert 60 <= len(script.splitlines()) <= 120
        imported = [line.split()[1] for line in script.splitlines() if line.startswith(("import ", "from "))]
        assert {name.split(".")[0] for name in imported} == {"keras", "numpy", "scipy", "sklearn"}


def test_a_network_that_does_not_fit_has_no_script():
    with pytest.raises(UserError, match="does not fit"):
        training_script(experiment(layers=(LayerSpec("dense", units=4),)))


def test_data_of_unknown_shape_are_not_checked_and_known_ones_are():
    wide = (LayerSpec("conv", units=2, size=40), LayerSpec("flatten"))
    chosen = experiment(dataset="npz", data="a.npz", layers=wide)
    assert "layers.Conv2D(2, 40" in training_script(chosen)
    with pytest.raises(UserError, match="does not fit"):
        training_script(chosen, (20, 20, 1), ("a", "b"))
    assert 'class_names = ["a", "b\\""]' in training_script(chosen, (64, 64, 3), ("a", 'b"'))


def test_a_file_that_cannot_be_written_leaves_the_old_one(tmp_path):
    target = tmp_path / "train.py"
    target.mkdir()
    with pytest.raises(UserError, match="was not saved"):
        save_as_code(target, experiment())
    assert [file.name for file in tmp_path.iterdir()] == ["train.py"]

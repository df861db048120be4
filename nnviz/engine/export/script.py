"""An experiment as a Keras script that trains the same network on the same pictures in the same order."""

from __future__ import annotations

from collections.abc import Sequence

from nnviz.core.experiment import OWN_DATASETS, Experiment
from nnviz.core.network import Shape, check_network
from nnviz.engine.datasets import CLASS_NAMES, PICTURE_SHAPES
from nnviz.engine.export.data_text import data_section
from nnviz.engine.export.network_text import network_section
from nnviz.engine.export.python_text import Section, import_block, step
from nnviz.engine.export.training_text import evaluation_section, prediction_section, training_section

USUAL_SHAPE = (28, 28, 1)
"""What is taken for the shape of pictures that nobody has looked at yet."""


def training_sections(
    experiment: Experiment, picture_shape: Shape | None = None, class_names: Sequence[str] = ()
) -> tuple[Section, ...]:
    """Return the five steps load, build, train, evaluate and predict.

    Parameters
    ----------
    picture_shape, class_names
        (height, width, channels) and the names of the classes, where the data are one's own; a network of the
        presets is laid out for 28 × 28 × 1 where the shape is not known.

    Raises
    ------
    UserError
        When a row of the network does not fit.
    """
    shape = PICTURE_SHAPES.get(experiment.dataset, picture_shape)
    names = CLASS_NAMES.get(experiment.dataset, tuple(class_names))
    if shape is not None:
        check_network(experiment.rows(shape), shape, len(names) or 10)
    shape = shape or USUAL_SHAPE
    return (
        data_section(experiment, shape, names),
        network_section(experiment, shape),
        training_section(experiment),
        evaluation_section(),
        prediction_section(experiment),
    )


def training_script(experiment: Experiment, picture_shape: Shape | None = None, class_names: Sequence[str] = ()) -> str:
    """Return the text of a script for `training_sections`, whose losses are those of nnviz.

    Raises
    ------
    UserError
        When a row of the network does not fit.
    """
    sections = training_sections(experiment, picture_shape, class_names)
    parts = [f'"""{summary(experiment)}"""', preamble(experiment, sections)]
    parts += [step(number, section) for number, section in enumerate(sections, start=1)]
    return "\n\n".join(parts) + "\n"


def summary(experiment: Experiment) -> str:
    """Return one or two sentences about the script."""
    told = f"Train the network {experiment.architecture} on {experiment.dataset}, as nnviz does."
    if experiment.calibrate:
        told += "\n\nnnviz then also mends the probabilities by a temperature, which this script leaves out.\n"
    if experiment.dataset in OWN_DATASETS:
        told += "\n\nThe losses are those of nnviz where the pictures lie as the comments below say.\n"
    return told


def preamble(experiment: Experiment, sections: Sequence[Section]) -> str:
    """Return the imports and the numbers that one would change first."""
    imports = import_block(line for section in sections for line in section.imports)
    numbers = (
        f"SEED = {experiment.seed}",
        f"EPOCHS = {experiment.epochs}",
        f"BATCH_SIZE = {experiment.batch_size}",
        f"LEARNING_RATE = {experiment.learning_rate!r}",
    )
    return imports + "\n\n" + "\n".join(numbers)

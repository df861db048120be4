"""Questions beside the drawing's own: many pictures at once, and the nearest training examples."""

from __future__ import annotations

import numpy as np

from nnviz.core.arrays import read_only
from nnviz.core.dataset import Dataset
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.nearest import nearest
from nnviz.engine.command_queue import Aside
from nnviz.engine.commands import AskMany, FindNearest, ProbePicture
from nnviz.engine.digit_scores import DigitScores
from nnviz.engine.events import Event, ManyReady, NearestReady, PictureProbed
from nnviz.engine.live_inspection import LiveModel, LoadDataset
from nnviz.engine.prober import Prober
from nnviz.engine.rejector import Rejector


def answer_aside(
    question: Aside, shown: LiveModel | None, digits: DigitScores, load_dataset: LoadDataset
) -> Event | None:
    """Return the answer of the model that is shown; None where there is none yet.

    Raises
    ------
    UserError
        When the question does not fit the model or the data set.
    """
    if isinstance(question, FindNearest):
        return find_nearest(load_dataset(question.dataset, question.data_folder), question)
    if shown is None:
        return None
    if isinstance(question, ProbePicture):
        return probe_picture(question, shown.prober, shown.step or 0)
    rejector = digits.rejector_for(shown.prober, question.images.shape[1:])
    return answer_many(question, shown.prober, rejector)


def answer_many(question: AskMany, prober: Prober, rejector: Rejector | None) -> ManyReady:
    """Return what the model says to each image, and the `rejector`'s score where there is one."""
    outputs = prober.outputs(question.images)
    scores = None
    if rejector is not None and len(question.images):
        scores = read_only(np.array([rejector.score(image) for image in question.images], np.float32))
    return ManyReady(read_only(outputs), question.generation, question.owner, prober.summary.id, scores)


def probe_picture(question: ProbePicture, prober: Prober, step: int) -> PictureProbed:
    """Return what the layers make of a picture, at this step of a training."""
    return PictureProbed(prober.probe(question.image, question.generation, step, question.keys), question.owner)


def find_nearest(dataset: Dataset, question: FindNearest) -> NearestReady:
    """Return the pictures of the training part that carry the label and are nearest to the image.

    Raises
    ------
    UserError
        When the data set has pictures of another size, or no such class.
    """
    if question.image.shape != dataset.picture_shape or not 0 <= question.label < len(dataset.class_names):
        sentence = QT_TRANSLATE_NOOP(
            "Errors",
            "{name} cannot be searched for this drawing: it has {classes} classes and pictures of {size} pixels. "
            "Nothing was changed; choose another data set.",
        )
        size = " × ".join(str(side) for side in dataset.picture_shape)
        raise UserError(sentence, name=dataset.name, classes=len(dataset.class_names), size=size)
    of_class = np.flatnonzero(dataset.y_train == question.label)
    found = nearest(question.image, dataset.x_train, question.count, of_class)
    name = dataset.class_names[question.label]
    return NearestReady(found, question.label, name, dataset.name, question.generation)

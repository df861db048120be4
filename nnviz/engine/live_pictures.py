"""Read many picture files with the live model, one a step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from nnviz.core.class_scores import is_digit_model, ranked
from nnviz.core.drawing_answer import answer_of
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.core.picture_file import read_picture
from nnviz.core.picture_reading import PictureReading, pictures_among, thumbnail_of
from nnviz.core.preparation import prepare_for
from nnviz.core.recognition import Verdict
from nnviz.engine.commands import ReadPictures
from nnviz.engine.events import PictureRead, PicturesListed
from nnviz.engine.jobs import Steps
from nnviz.engine.prober import Prober
from nnviz.engine.rejector import PICTURE_SHAPE, Rejector


def read_pictures(
    command: ReadPictures,
    prober: Prober,
    rejector: Rejector | None,
    emit: Callable[[PicturesListed | PictureRead], None],
) -> Steps:
    """Tell how many pictures there are, then what each is read as; a file that cannot be read is told like the rest.

    Raises
    ------
    UserError
        When the model does not read pictures.
    """
    shape = prober.summary.picture_shape
    if shape is None:
        sentence = QT_TRANSLATE_NOOP(
            "Errors", "{model} does not read pictures: nothing was classified. Open a model that reads pictures."
        )
        raise UserError(sentence, model=prober.summary.name)
    files, cut = pictures_among(command.paths)
    emit(PicturesListed(command.batch, len(files), cut))
    for index, file in enumerate(files):
        yield
        try:
            reading = read_one(file, shape, prober, rejector)
        except UserError as error:
            short = {**error.values, "file": Path(file).name} if "file" in error.values else error.values
            reading = PictureReading(file, error=UserError(error.template, **short))
        emit(PictureRead(command.batch, index, reading))


def read_one(file: str, shape: tuple[int, int, int], prober: Prober, rejector: Rejector | None) -> PictureReading:
    """Return what the model reads in a file.

    Raises
    ------
    UserError
        When the file holds no picture, or the model is no classifier.
    """
    picture = read_picture(Path(file))
    kind = "digit" if is_digit_model(prober.summary.class_names) else "picture"
    prepared = prepare_for(picture, shape, kind)
    found = PictureReading(file, thumbnail_of(picture))
    if prepared.blank:
        return replace(found, verdict=Verdict.BLANK.value)
    probe = prober.probe(prepared.image, 0, keys=frozenset())
    if rejector is not None and prepared.image.shape == PICTURE_SHAPE:
        probe = replace(probe, digit_score=rejector.score(prepared.image))
    answer = answer_of(prober.summary, probe)
    if answer is None:
        sentence = QT_TRANSLATE_NOOP("Errors", "{model} gives no probability for each class. Open a classifier.")
        raise UserError(sentence, model=prober.summary.name)
    best = ranked(answer.probabilities, 1)[0]
    reading = answer.reading
    return replace(
        found,
        label=best,
        name=answer.name(best),
        probability=float(answer.probabilities[best]),
        verdict=None if reading is None else reading.verdict.value,
        reason=None if reading is None else reading.reason,
    )

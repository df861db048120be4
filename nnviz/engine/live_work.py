"""Work of the live engine that takes long: reading whole parts of a data set, or many files."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nnviz import paths
from nnviz.core.dataset import Dataset
from nnviz.core.model_summary import ModelSummary
from nnviz.engine import commands, live_data, live_pictures, live_samples
from nnviz.engine.digit_scores import DigitScores
from nnviz.engine.events import EvaluationProgress, Event, SampleReady, SamplesReady
from nnviz.engine.jobs import Guard, Jobs
from nnviz.engine.live_inspection import LiveModel

Work = (
    commands.ListSamples
    | commands.FindMisread
    | commands.ReadPictures
    | commands.DescribeData
    | commands.EvaluateModel
    | commands.ShowSample
    | commands.StopJob
)
LoadDataset = Callable[[str, str | None], Dataset]


class LiveWork:
    """Begins such work and goes on with it step by step; it is true while there is any."""

    def __init__(self, load_dataset: LoadDataset) -> None:
        self._load_dataset = load_dataset
        self.jobs = Jobs()

    def __bool__(self) -> bool:
        """Tell whether any work is left."""
        return bool(self.jobs)

    def advance(self, guard: Guard) -> None:
        """Take one step of everything that was begun."""
        self.jobs.advance(guard)

    def begin(
        self, command: Work, shown: LiveModel | None, digits: DigitScores, emit: Callable[[Event], None]
    ) -> None:
        """Begin the work of a command with the model that answers, or give it up."""
        name = type(command).__name__
        match command:
            case commands.ListSamples():
                emit(self._samples(command))
            case commands.FindMisread(dataset, split, folder) if shown is not None:
                found, model_id = self._load_dataset(dataset, folder), shown.prober.summary.id
                self.jobs.start(name, live_samples.find_misread(found, split, shown.model, model_id, emit))
            case commands.ReadPictures() if shown is not None:
                rejector = digits.rejector_for(shown.prober)
                self.jobs.start(name, live_pictures.read_pictures(command, shown.prober, rejector, emit))
            case commands.DescribeData():
                self.jobs.start(name, live_data.describe_data(command, self._load_dataset, emit))
            case commands.EvaluateModel() if shown is not None:
                self._evaluate(command, shown.model, shown.prober.summary, emit)
            case commands.ShowSample(sample):
                emit(SampleReady(sample))
            case commands.StopJob(job):
                self.jobs.stop(job)

    def _evaluate(
        self, command: commands.EvaluateModel, model: Any, summary: ModelSummary, emit: Callable[[Event], None]
    ) -> None:
        lacking = _missing_bytes(command)
        if lacking:
            emit(EvaluationProgress(command.dataset, command.split, missing_bytes=lacking))
            return
        dataset = self._load_dataset(command.dataset, command.data_folder)
        steps = live_samples.evaluate_part(dataset, command.split, model, summary, emit)
        self.jobs.start(type(command).__name__, steps)

    def _samples(self, command: commands.ListSamples) -> SamplesReady:
        lacking = _missing_bytes(command)
        if lacking:
            return SamplesReady(command.dataset, command.split, None, None, missing_bytes=lacking)
        return live_samples.samples_of(self._load_dataset(command.dataset, command.data_folder), command.split)


def _missing_bytes(command: commands.ListSamples | commands.EvaluateModel) -> int:
    """Return how much would have to be downloaded, 0 where that is wished."""
    if command.download:
        return 0
    return live_samples.missing_bytes(command.dataset, paths.data_folder(command.data_folder))

"""The command line: the window, and every capability of nnviz without a display."""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from nnviz import __version__, reports
from nnviz.core.experiment import ARCHITECTURES, AUGMENTATIONS, DATASETS, EVERY_DATASET, Experiment
from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError
from nnviz.streams import Streams, private_streams

DONE, OUR_FAILURE, BAD_INPUT = 0, 1, 2
LANGUAGES = ("en", "pt_BR")
_DESCRIBING = ("dataset", "data", "architecture", "epochs", "batch_size", "augment", "seed")

Handler = Callable[[argparse.Namespace, Streams], Any]


class _Parser(argparse.ArgumentParser):
    """Says in one sentence what is wrong with the words of the command line."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}. See {self.prog} --help.", file=sys.stderr)
        sys.exit(BAD_INPUT)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run nnviz with these words (default: the process's own) and return the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] not in COMMANDS:
        return _open_window(_window_parser().parse_args(words))
    options = _command_parser().parse_args(words)
    handler, report = COMMANDS[words[0]]
    with private_streams(verbose=options.verbose) as streams:
        return _run(handler, report, options, streams)


def _run(handler: Handler, report: Callable[[Any], str], options: argparse.Namespace, streams: Streams) -> int:
    try:
        result = handler(options, streams)
    except UserError as error:
        print(f"nnviz: {error}", file=streams.err)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("nnviz: interrupted; what was finished is kept.", file=streams.err)
        return OUR_FAILURE
    except Exception as error:  # noqa: BLE001  a failure of ours must still end in a sentence
        if options.verbose:
            traceback.print_exc(file=streams.err)
        print(f"nnviz: a failure of nnviz itself: {type(error).__name__}: {error}", file=streams.err)
        return OUR_FAILURE
    as_json = getattr(options, "json", False)
    text = json.dumps(_finite(result), ensure_ascii=False, allow_nan=False) if as_json else report(result)
    print(text, file=streams.out)
    return getattr(options, "exit_status", DONE)


def _finite(value: Any) -> Any:
    """Return a result with null for every number that is not finite, which JSON cannot tell."""
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(item) for item in value]
    return None if isinstance(value, float) and not math.isfinite(value) else value


def _open_window(options: argparse.Namespace) -> int:
    from nnviz.doctor import display_problem

    problem = display_problem()
    if problem:
        print(f"nnviz: {problem}", file=sys.stderr)
        return BAD_INPUT
    missing = [name for name in options.files if not Path(name).exists()]
    if missing:
        print(f"nnviz: {missing[0]} does not exist: nothing was opened. Check the name.", file=sys.stderr)
        return BAD_INPUT
    from nnviz.qt.application import run_window

    return run_window([str(Path(name).resolve()) for name in options.files], options.language)


# --- the commands ---


def _classify(options: argparse.Namespace, streams: Streams) -> Any:
    from nnviz.engine.classifier import classify_files

    return classify_files(_paths(options.images), _optional_path(options.model))


def _inspect(options: argparse.Namespace, streams: Streams) -> Any:
    from nnviz.engine.inspection import inspect_model

    return inspect_model(Path(options.model), _optional_path(options.image), _optional_path(options.out), options.trust)


def _array(options: argparse.Namespace, streams: Streams) -> Any:
    from nnviz.core.array_file import describe_array

    return describe_array(Path(options.file), options.key)


def _train(options: argparse.Namespace, streams: Streams) -> Any:
    from nnviz.engine.training_command import resume, train

    if options.resume:
        return _resume(options, streams, resume)
    if not options.out:
        raise UserError(
            QT_TRANSLATE_NOOP("Errors", "train needs {names} (or an --experiment file that tells them)."),
            names="--out",
        )
    experiment = _experiment(options)
    with reports.TrainingProgress(experiment, streams.err) as progress:
        return train(experiment, Path(options.out), on_event=progress.show)


def _resume(options: argparse.Namespace, streams: Streams, resume: Callable[..., Any]) -> Any:
    from nnviz.engine.run_list import read_experiment

    others = [name for name in (*_DESCRIBING, "experiment", "out") if getattr(options, name) is not None]
    if others:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "--resume goes on with what the folder describes, so {names} cannot be given beside it: nothing was "
                "trained. Leave that out.",
            ),
            names=", ".join(f"--{name.replace('_', '-')}" for name in others),
        )
    folder = Path(options.resume)
    with reports.TrainingProgress(read_experiment(folder), streams.err) as progress:
        return resume(folder, on_event=progress.show)


def _experiment(options: argparse.Namespace) -> Experiment:
    values: dict[str, object] = {}
    if options.experiment:
        values = _read_experiment(Path(options.experiment))
    values.update({name: getattr(options, name) for name in _DESCRIBING if getattr(options, name) is not None})
    absent = {"dataset", "architecture", "epochs"} - values.keys()
    if absent:
        raise UserError(
            QT_TRANSLATE_NOOP("Errors", "train needs {names} (or an --experiment file that tells them)."),
            names=", ".join(f"--{name}" for name in sorted(absent)),
        )
    return Experiment.from_dict(values)


def _read_experiment(file: Path) -> dict[str, object]:
    try:
        values = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError(
            QT_TRANSLATE_NOOP("Errors", "{file} cannot be read ({reason}): nothing was trained."),
            file=file,
            reason=error.strerror or error,
        ) from error
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise UserError(
            QT_TRANSLATE_NOOP("Errors", "{file} is not an experiment file: nothing was trained."), file=file
        )
    return values


def _evaluate(options: argparse.Namespace, streams: Streams) -> Any:
    from nnviz.engine.evaluation import evaluate_file

    return evaluate_file(Path(options.model), options.dataset)


def _screenshot(options: argparse.Namespace, streams: Streams) -> Any:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from nnviz.qt.screenshot import take_screenshots

    return take_screenshots(options.panel, Path(options.out), options.size, options.theme, options.language)


def _bench(options: argparse.Namespace, streams: Streams) -> Any:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from nnviz.bench import run_benchmarks

    return run_benchmarks(lambda line: print(line, file=streams.err))


def _doctor(options: argparse.Namespace, streams: Streams) -> Any:
    from nnviz.doctor import examine

    findings = examine()
    options.exit_status = OUR_FAILURE if any(not finding["ok"] for finding in findings) else DONE
    return findings


COMMANDS: dict[str, tuple[Handler, Callable[[Any], str]]] = {
    "classify": (_classify, reports.classification),
    "inspect": (_inspect, reports.inspection),
    "array": (_array, reports.array),
    "train": (_train, reports.training),
    "evaluate": (_evaluate, reports.evaluation),
    "screenshot": (_screenshot, reports.files),
    "bench": (_bench, reports.benchmarks),
    "doctor": (_doctor, reports.findings),
}


# --- the words ---


def _window_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="nnviz",
        description="A desktop laboratory for neural networks. With a command, works without a display.",
        epilog=f"Commands: {', '.join(COMMANDS)}. See nnviz COMMAND --help.",
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="a model, a picture or an array to open")
    parser.add_argument("--language", choices=LANGUAGES, help="language of the window")
    parser.add_argument("--version", action="version", version=f"nnviz {__version__}")
    return parser


def _command_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="nnviz")
    commands = parser.add_subparsers(dest="command", parser_class=_Parser)

    def command(name: str, sentence: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=sentence, description=sentence)
        added.add_argument("--json", action="store_true", help="print one JSON document")
        added.add_argument("--verbose", action="store_true", help="let the libraries print, and show tracebacks")
        return added

    classify = command("classify", "Say which digit each picture shows.")
    classify.add_argument("images", nargs="+", metavar="IMAGE")
    classify.add_argument("--model", metavar="FILE", help="a model of your own instead of the shipped one")
    inspect = command("inspect", "List the layers of a model; with an image, write its maps and filters.")
    inspect.add_argument("model", metavar="MODEL")
    inspect.add_argument("--image", metavar="IMG")
    inspect.add_argument("--out", metavar="DIR")
    inspect.add_argument("--trust", action="store_true", help="run code that the file brings: only for your own files")
    array = command("array", "Describe an array: .npy, .npz, a table (.csv, .tsv, .txt), lists (.json) or a picture.")
    array.add_argument("file", metavar="FILE")
    array.add_argument("--key", metavar="K", help="which array, field or column, where there are several")
    _add_train_words(command("train", "Train a network and keep the run in a folder."))
    evaluate = command("evaluate", "Measure a model on the test part of a data set.")
    evaluate.add_argument("--model", required=True, metavar="FILE")
    evaluate.add_argument("--dataset", required=True, choices=DATASETS)
    screenshot = command("screenshot", "Render panels and workspaces to PNG files.")
    screenshot.add_argument("panel", metavar="PANEL|all")
    screenshot.add_argument("--out", required=True, metavar="DIR")
    screenshot.add_argument("--size", type=_size, default=(1366, 768), metavar="WxH")
    screenshot.add_argument("--theme", choices=("dark", "light"), default="dark")
    screenshot.add_argument("--language", choices=LANGUAGES, default="en")
    command("bench", "Measure speed against baselines in the same run.")
    command("doctor", "Say what this machine has and lacks.")
    return parser


def _add_train_words(train: argparse.ArgumentParser) -> None:
    train.add_argument("--dataset", choices=EVERY_DATASET)
    train.add_argument("--data", type=_absolute, metavar="PATH", help="where a folder, npz or csv of your own lies")
    train.add_argument("--architecture", choices=ARCHITECTURES)
    train.add_argument("--epochs", type=int, metavar="N")
    train.add_argument("--batch-size", type=int, metavar="B")
    train.add_argument("--augment", choices=AUGMENTATIONS)
    train.add_argument("--seed", type=int, metavar="S")
    train.add_argument("--experiment", metavar="FILE", help="a saved experiment; the words given here go before it")
    train.add_argument("--out", metavar="DIR", help="the folder that receives the run")
    train.add_argument("--resume", metavar="DIR", help="go on with the run in this folder from its last checkpoint")


def _absolute(text: str) -> str:
    return str(Path(text).expanduser().absolute())


def _size(text: str) -> tuple[int, int]:
    width, _, height = text.lower().partition("x")
    if not (width.isdigit() and height.isdigit()) or not (200 <= int(width) <= 7680 and 200 <= int(height) <= 4320):
        raise argparse.ArgumentTypeError(f"{text!r} is not a size such as 1366x768 (200x200 to 7680x4320)")
    return int(width), int(height)


def _paths(names: Sequence[str]) -> list[Path]:
    return [Path(name) for name in names]


def _optional_path(name: str | None) -> Path | None:
    return Path(name) if name else None

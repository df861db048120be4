"""Sentences for people: an error that says what happened, what was left untouched and what to do."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # the name that lupdate looks for
    """Mark `text` for translation in `context` and return it unchanged."""
    del context
    return text


class UserError(Exception):
    """Something a person did or gave cannot be used; the sentence tells what, and what to do.

    Parameters
    ----------
    template : str
        An English sentence with `{name}` fields, marked with ``QT_TRANSLATE_NOOP("Errors", ...)``.
    **values
        What the fields stand for. A value may itself be a `UserError`, told inside the sentence.

    Examples
    --------
    >>> str(UserError("{file} is empty: nothing was opened.", file="a.png"))
    'a.png is empty: nothing was opened.'
    """

    def __init__(self, template: str, **values: object) -> None:
        super().__init__(template)
        self.template = template
        self.values = values

    def __str__(self) -> str:
        return self.template.format(**self.values)

    def __reduce__(self) -> tuple[object, ...]:
        return _rebuild, (type(self), self.template, self.values)


class NeedsCodeError(UserError):
    """A model file needs Python code of its own; `values["path"]` is the file, which its author may open with it."""


class WeightsOnlyError(UserError):
    """A file holds the weights of a network without a description of its layers; `values["path"]` is the file."""


def _rebuild(kind: type[UserError], template: str, values: dict[str, object]) -> UserError:
    return kind(template, **values)


def first_line(error: BaseException) -> str:
    """Return the beginning of what an error says, for a sentence."""
    lines = str(error).strip().splitlines()
    return lines[0][:200] if lines else ""

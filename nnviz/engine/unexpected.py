"""What a person is told when something happened that nobody foresaw."""

from __future__ import annotations

from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError, first_line


def unexpected(error: BaseException) -> UserError:
    """Return a sentence about an error of the program."""
    sentence = QT_TRANSLATE_NOOP(
        "Errors", "Something unexpected went wrong ({kind}: {text}). The model and your drawing are kept."
    )
    return UserError(sentence, kind=type(error).__name__, text=first_line(error))

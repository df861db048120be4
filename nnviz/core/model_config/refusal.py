"""The sentences that refuse a part of a model's description."""

from __future__ import annotations

from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError

_LONGEST = 80


class ModelRefused(UserError):  # noqa: N818  it is a decision, not a fault
    """A reason why a model is not opened, told inside a sentence that names the file."""


class NeedsOwnCode(ModelRefused):
    """The model needs Python code that is not part of Keras; `values` has `layer` and `class_name`."""


def shown(text: object) -> str:
    """Return a name out of a stranger's file, safe to show: printable, on one line and not long.

    Examples
    --------
    >>> shown("conv" + chr(10) + chr(27) + "[31m1"), shown("x" * 100)[-3:]
    ('conv [31m1', 'xx…')
    """
    plain = "".join(letter for letter in str(text)[:400] if letter.isprintable() or letter in "\n\t")
    line = " ".join(plain.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def needs_own_code(layer: object, class_name: object) -> NeedsOwnCode:
    """Tell that a layer is of a class or function that the file's author wrote."""
    reason = QT_TRANSLATE_NOOP(
        "Errors",
        "the layer “{layer}” needs the code of “{class_name}”, which is not part of Keras",
    )
    return NeedsOwnCode(reason, layer=shown(layer), class_name=shown(class_name))


def own_code_inside(layer: object) -> NeedsOwnCode:
    """Tell that a layer carries Python code in the file (a Lambda layer)."""
    reason = QT_TRANSLATE_NOOP(
        "Errors", "the layer “{layer}” is a Lambda: it carries Python code, which nnviz does not run"
    )
    return NeedsOwnCode(reason, layer=shown(layer), class_name="Lambda")


def not_allowed(layer: object, class_name: object) -> ModelRefused:
    """Tell that a class of Keras does more than compute, or is not known here."""
    reason = QT_TRANSLATE_NOOP(
        "Errors", "the layer “{layer}” uses “{class_name}” of Keras, which nnviz does not open from a file"
    )
    return ModelRefused(reason, layer=shown(layer), class_name=shown(class_name))


def unknown_key(layer: object, class_name: object, key: object) -> ModelRefused:
    """Tell that a part of the description is none of Keras'."""
    reason = QT_TRANSLATE_NOOP(
        "Errors", "the layer “{layer}” ({class_name}) has the setting “{key}”, which Keras does not know there"
    )
    return ModelRefused(reason, layer=shown(layer), class_name=shown(class_name), key=shown(key))


def odd_value(layer: object, class_name: object, key: object) -> ModelRefused:
    """Tell that a setting has a value that cannot be meant."""
    reason = QT_TRANSLATE_NOOP(
        "Errors", "the layer “{layer}” ({class_name}) has a value for “{key}” that makes no sense"
    )
    return ModelRefused(reason, layer=shown(layer), class_name=shown(class_name), key=shown(key))


def not_a_model() -> ModelRefused:
    """Tell that the description is not one of layers."""
    return ModelRefused(QT_TRANSLATE_NOOP("Errors", "its description of layers is not one of a Keras model"))

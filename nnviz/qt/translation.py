"""The language of the window, switched while it runs, and sentences of the other rooms in that language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from nnviz import paths
from nnviz.core.messages import UserError

LANGUAGES = {"en": "English", "pt_BR": "Português (Brasil)"}


def system_language() -> str:
    """Return the language to start in: Brazilian Portuguese for every Portuguese desktop, else English."""
    return "pt_BR" if QLocale.system().language() == QLocale.Language.Portuguese else "en"


def user_sentence(message: UserError | str, context: str = "Errors") -> str:
    """Return a message in the language of the application; `context` is the one it was marked for translation in."""
    if isinstance(message, str):
        return message
    template = QCoreApplication.translate(context, message.template)
    values = {
        name: user_sentence(value) if isinstance(value, UserError) else value for name, value in message.values.items()
    }
    return template.format(**values)


class Language:
    """Installs the translators of one language at a time."""

    def __init__(self, application: QCoreApplication) -> None:
        self._application = application
        self._installed: list[QTranslator] = []
        self.current = "en"

    def switch(self, language: str) -> None:
        """Speak `language` from now on; an unknown one is English."""
        for translator in self._installed:
            self._application.removeTranslator(translator)
        self._installed.clear()
        self.current = language if language in LANGUAGES else "en"
        QLocale.setDefault(QLocale(self.current))
        if self.current == "en":
            return
        own = str(paths.resources() / "i18n")
        qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for name, folder in ((f"qtbase_{self.current}", qt), (f"nnviz_{self.current}", own)):
            translator = QTranslator(self._application)
            if translator.load(name, folder):
                self._application.installTranslator(translator)
                self._installed.append(translator)

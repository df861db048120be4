"""Colours of the window, dark and light, chosen to be told apart by every eye and on a projector."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from nnviz import paths


@dataclass(frozen=True)
class Theme:
    """Named colours as ``#rrggbb``. `series` follows Okabe and Ito (2008), adjusted for the background."""

    name: str
    window: str
    surface: str
    raised: str
    text: str
    muted: str
    border: str
    accent: str
    on_accent: str
    good: str
    warning: str
    bad: str
    series: tuple[str, ...]

    def colour(self, name: str) -> QColor:
        """Return a named colour for painting."""
        return QColor(getattr(self, name))


DARK = Theme(
    name="dark",
    window="#15181e",
    surface="#1c2028",
    raised="#272d38",
    text="#e8ebf0",
    muted="#9aa5b5",
    border="#39414f",
    accent="#4cc2ff",
    on_accent="#06202e",
    good="#3ddc97",
    warning="#f5b642",
    bad="#ff7b72",
    series=("#56b4e9", "#e69f00", "#2fc49a", "#f0e442", "#d68fb8", "#e8743b", "#9fb4ff", "#c9ced6"),
)
LIGHT = Theme(
    name="light",
    window="#f3f5f8",
    surface="#ffffff",
    raised="#e7ebf1",
    text="#171b22",
    muted="#566173",
    border="#c3cbd7",
    accent="#0067b0",
    on_accent="#ffffff",
    good="#00734f",
    warning="#8a5a00",
    bad="#b3261e",
    series=("#0072b2", "#b36b00", "#00785a", "#8a7a00", "#a14f80", "#b84a00", "#4456b8", "#444b57"),
)
THEMES = {"dark": DARK, "light": LIGHT}


def theme_of(widget: QWidget) -> Theme:
    """Return the theme that this widget is painted in."""
    return DARK if widget.palette().color(QPalette.ColorRole.Window).lightness() < 128 else LIGHT


def system_theme() -> Theme:
    """Return the theme that the desktop asks for; light where it does not say."""
    return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT


def apply_theme(application: QApplication, theme: Theme, large_text: bool = False) -> None:
    """Dress the whole application; `large_text` is for the projector."""
    application.setStyle("Fusion")
    application.setPalette(_palette(theme))
    font = application.font()
    font.setPointSizeF(14.0 if large_text else 10.0)
    application.setFont(font)
    application.setStyleSheet(_style_sheet(theme))


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.window,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.raised,
        role.Text: theme.text,
        role.Button: theme.raised,
        role.ButtonText: theme.text,
        role.BrightText: theme.bad,
        role.ToolTipBase: theme.raised,
        role.ToolTipText: theme.text,
        role.PlaceholderText: theme.muted,
        role.Highlight: theme.accent,
        role.HighlightedText: theme.on_accent,
        role.Link: theme.accent,
        role.LinkVisited: theme.accent,
        role.Mid: theme.border,
        role.Accent: theme.accent,
    }
    palette = QPalette()
    for key, colour in colours.items():
        palette.setColor(key, QColor(colour))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(theme.muted))
    return palette


def _style_sheet(theme: Theme) -> str:
    check = (paths.resources() / "icons" / f"check_{theme.name}.svg").as_posix()
    return f"""
    QToolTip {{ background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.border}; padding: 4px; }}
    QDockWidget {{ font-weight: 600; }}
    QDockWidget::title {{ background: {theme.raised}; padding: 5px 8px; }}
    QMainWindow::separator {{ background: {theme.border}; width: 3px; height: 3px; }}
    QToolBar {{ border: 0; border-bottom: 1px solid {theme.border}; padding: 3px; spacing: 4px; }}
    QStatusBar {{ border-top: 1px solid {theme.border}; }}
    QToolButton {{ padding: 4px 9px; border: 1px solid transparent; border-radius: 5px; }}
    QToolButton:hover {{ background: {theme.raised}; }}
    QToolButton:checked {{ background: {theme.accent}; color: {theme.on_accent}; }}
    QToolButton:focus {{ border: 1px solid {theme.accent}; }}
    QLabel[role="muted"] {{ color: {theme.muted}; }}
    QLabel[role="title"] {{ font-weight: 600; }}
    QPushButton {{ padding: 5px 12px; border: 1px solid {theme.border}; border-radius: 5px;
                   background: {theme.raised}; }}
    QPushButton:hover {{ border-color: {theme.accent}; }}
    QPushButton:focus {{ border: 1px solid {theme.accent}; }}
    QPushButton:checked {{ background: {theme.accent}; color: {theme.on_accent}; border-color: {theme.accent}; }}
    QPushButton:checked:focus {{ border: 2px solid {theme.text}; }}
    QPushButton:disabled {{ color: {theme.muted}; background: {theme.window}; }}
    QPushButton[role="primary"] {{ background: {theme.accent}; color: {theme.on_accent}; font-weight: 600; }}
    QPushButton:checked {{ background: {theme.accent}; color: {theme.on_accent}; }}
    QCheckBox::indicator {{ width: 14px; height: 14px; border: 1px solid {theme.muted}; border-radius: 3px;
                            background: {theme.surface}; }}
    QCheckBox::indicator:focus, QCheckBox::indicator:hover {{ border-color: {theme.accent}; }}
    QCheckBox::indicator:checked {{ background: {theme.accent}; border-color: {theme.accent}; image: url({check}); }}
    QCheckBox::indicator:disabled {{ border-color: {theme.border}; background: {theme.window}; }}
    QPushButton[role="primary"]:disabled {{ background: {theme.raised}; color: {theme.muted}; }}
    """

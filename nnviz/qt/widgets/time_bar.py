"""The controls of the time machine: a slider over the snapshots of a training, play, and what to do with one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from nnviz.core.snapshots import Moment, Snapshots
from nnviz.core.training import BatchRecord
from nnviz.qt.icons import icon
from nnviz.qt.numerals import data_size, decimal, whole
from nnviz.qt.theme import theme_of
from nnviz.qt.widgets.flow_layout import FlowLayout
from nnviz.qt.widgets.moment_slider import MomentSlider
from nnviz.qt.widgets.time_menu import TimeMenu


class TimeBar(QWidget):
    """`scrubbed(step)` follows the hand and the animation; the others follow the buttons and the menu.

    Space plays and halts, the arrow keys move by one snapshot, Home and End go to the first and the last, Escape
    returns to the present. The animation waits for `show_position` before it goes on. A `compact` bar has the first
    line only.
    """

    scrubbed = Signal(int)
    live_pressed = Signal()
    continue_pressed = Signal()
    save_pressed = Signal()
    export_pressed = Signal()
    budget_chosen = Signal(int)

    def __init__(self, compact: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compact = compact
        self._snapshots = Snapshots()
        self._step: int | None = None
        self._record: BatchRecord | None = None
        self._awaited: int | None = None
        self.slider = MomentSlider()
        self.slider.moved.connect(self._on_slider_moved)
        self.readout = QLabel(wordWrap=True)
        self.readout.setProperty("role", "muted")
        self.back, self.play, self.forth, self.more = (QToolButton(autoRaise=True) for _ in range(4))
        self.live, self.go_on, self.save = QPushButton(), QPushButton(), QPushButton()
        self.menu = TimeMenu(self)
        self.more.setMenu(self.menu)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_timer_timeout)
        self._make_layout()
        self._connect()
        self._retranslate()
        self.show_position(None, None)

    def _make_layout(self) -> None:
        slide = QHBoxLayout()
        slide.setSpacing(2)
        for widget in (self.back, self.play, self.forth):
            slide.addWidget(widget)
        slide.addWidget(self.slider, 1)
        slide.addWidget(self.live)
        slide.addWidget(self.more)
        self.readout.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._chosen = QWidget()
        row = FlowLayout(self._chosen, spacing=8)
        row.addWidget(self.readout)
        row.addWidget(self.go_on)
        row.addWidget(self.save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(slide)
        layout.addWidget(self._chosen)
        self._chosen.setVisible(not self._compact)

    def _connect(self) -> None:
        self.back.clicked.connect(self._on_back_clicked)
        self.forth.clicked.connect(self._on_forth_clicked)
        self.play.clicked.connect(self._on_play_clicked)
        self.live.clicked.connect(self._on_live_clicked)
        self.go_on.clicked.connect(self.continue_pressed)
        self.save.clicked.connect(self.save_pressed)
        self.menu.export_chosen.connect(self.export_pressed)
        self.menu.speed_chosen.connect(self._on_menu_speed_chosen)
        self.menu.budget_chosen.connect(self.budget_chosen)

    # --- what is shown ---

    @property
    def playing(self) -> bool:
        """Whether the animation runs."""
        return self._timer.isActive()

    def set_snapshots(self, snapshots: Snapshots) -> None:
        """Offer the snapshots of a training, or say why there is none."""
        if snapshots is self._snapshots:
            return
        self._snapshots = snapshots
        self.slider.set_moments(snapshots.moments)
        if not snapshots.moments:
            self.halt()
        self._allow()
        self._tell()

    def show_position(self, step: int | None, record: BatchRecord | None) -> None:
        """Show which snapshot the panels are at, with the figures of its batch; None is the present."""
        if step not in (self._step, self._awaited):
            self.halt()  # somebody moved elsewhere
        self._step, self._record, self._awaited = step, record, None
        self.slider.show_step(step)
        self._allow()
        self._tell()

    def _allow(self) -> None:
        several = len(self._snapshots.moments) > 1
        for tool in (self.back, self.play, self.forth):
            tool.setEnabled(several)
        away = self._step is not None
        if not away and any(widget.hasFocus() for widget in (self.live, self.go_on, self.save)):
            self.slider.setFocus()
        for widget in (self.live, self.go_on, self.save):
            widget.setEnabled(away)
        self.menu.export.setEnabled(several)
        self.go_on.setVisible(away)
        self.save.setVisible(away)

    def _tell(self) -> None:
        kept, count = self._snapshots, len(self._snapshots.moments)
        if kept.too_large:
            text = self.tr(
                "No snapshots are kept: one of this model takes {0}, and {1} are allowed for all. Allow more in the "
                "menu at the right, then train again."
            ).format(data_size(kept.each), data_size(kept.budget))
        elif not count:
            text = self.tr("While a network trains, its weights are kept here: move the slider to look back.")
        elif self._step is None:
            text = self.tr("{0} moments kept ({1}). Move the slider: every panel shows the network as it was.")
            text = text.format(whole(count), data_size(kept.used))
        else:
            text = self._of_moment(self._step)
        self.readout.setText(text)
        self.slider.setAccessibleDescription(text)

    def _of_moment(self, step: int) -> str:
        moment = self.slider.moment
        if step == 0 or self._record is None:
            return self.tr("Batch {0}: before the training").format(whole(step))
        epoch = self._record.epoch if moment is None or moment.step != step else moment.epoch
        text = self.tr("Batch {0} · epoch {1} · loss {2}")
        return text.format(whole(step), whole(epoch), decimal(self._record.loss))

    # --- moving ---

    @Slot(object)
    def _on_slider_moved(self, moment: Moment) -> None:
        if not self.playing or self._awaited != moment.step:
            self.halt()
        self._awaited = moment.step
        self.scrubbed.emit(moment.step)

    def move_by(self, moments: int) -> None:
        """Go so many snapshots on, or back."""
        self.slider.setValue(self.slider.value() + moments)

    @Slot()
    def _on_back_clicked(self) -> None:
        self.move_by(-1)

    @Slot()
    def _on_forth_clicked(self) -> None:
        self.move_by(1)

    @Slot()
    def _on_live_clicked(self) -> None:
        self.halt()
        self.live_pressed.emit()

    # --- playing ---

    @Slot()
    def _on_play_clicked(self) -> None:
        if self.playing:
            self.halt()
            return
        if self.slider.value() == self.slider.maximum():
            self.slider.setValue(0)
        self._timer.start(self.menu.interval_ms)
        self._draw_icons()
        self._name_play()

    def halt(self) -> None:
        """Stop the animation where it is."""
        if self.playing:
            self._timer.stop()
            self._draw_icons()
            self._name_play()

    @Slot()
    def _on_timer_timeout(self) -> None:
        if self._awaited is not None:
            return  # the panels do not show the last one yet
        if self.slider.value() == self.slider.maximum():
            self.halt()
            return
        self._awaited = self.slider.moments[self.slider.value() + 1].step
        self.move_by(1)

    @Slot(int)
    def _on_menu_speed_chosen(self, interval_ms: int) -> None:
        self._timer.setInterval(interval_ms)

    # --- the keyboard, the words ---

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Play, go back to the present."""
        if event.key() == Qt.Key.Key_Space and self.play.isEnabled():
            self.play.click()
        elif event.key() == Qt.Key.Key_Escape and self.live.isEnabled():
            self.live.click()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QEvent) -> None:
        """Play nothing that cannot be halted."""
        self.halt()
        super().hideEvent(event)  # type: ignore[arg-type]  # the stub names the class that Qt sends

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._draw_icons()
        super().changeEvent(event)

    def _draw_icons(self) -> None:
        theme = theme_of(self)
        self.back.setIcon(icon("back", theme))
        self.forth.setIcon(icon("forth", theme))
        self.play.setIcon(icon("pause" if self.playing else "play", theme))
        self.more.setIcon(icon("more", theme))

    def _name_play(self) -> None:
        text = self.tr("Halt the animation (Space)") if self.playing else self.tr("Play the training again (Space)")
        self.play.setToolTip(text)
        self.play.setAccessibleName(text)

    def _retranslate(self) -> None:
        self.slider.setAccessibleName(self.tr("Moment of the training"))
        self.slider.setToolTip(
            self.tr("Look back: every panel shows the network as it was. Arrow keys move by one snapshot.")
        )
        named = (
            (self.back, self.tr("One snapshot back")),
            (self.forth, self.tr("One snapshot on")),
            (self.more, self.tr("Animation, speed and memory of the snapshots")),
        )
        for button, name in named:
            button.setToolTip(name)
            button.setAccessibleName(name)
        self.live.setText(self.tr("Back to live") if self._compact else self.tr("Live"))
        self.live.setToolTip(self.tr("Show the present weights again (Esc)"))
        self.go_on.setText(self.tr("Continue from here"))
        self.go_on.setToolTip(
            self.tr(
                "Put these weights into the present model. A training goes on from them; its optimizer starts afresh, "
                "its learning rate and its count of batches go on."
            )
        )
        self.save.setText(self.tr("Save this one…"))
        self.save.setToolTip(self.tr("Write the network as it was at this moment to a .keras file"))
        self._name_play()
        self._draw_icons()
        self._tell()

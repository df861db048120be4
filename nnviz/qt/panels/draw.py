"""Drawing a digit, the picture that the model makes of it, and what the model says."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QFileDialog, QLabel

from nnviz.core.arrays import Array, read_only
from nnviz.core.class_scores import is_digit_model, ranked
from nnviz.core.dataset import Sample
from nnviz.core.drawing_answer import DrawingAnswer, answer_of, reads_digits
from nnviz.core.messages import UserError
from nnviz.core.model_summary import ModelSummary
from nnviz.core.picture_file import PICTURE_SUFFIXES, read_picture
from nnviz.core.preparation import is_prepared_digit, prepare_for
from nnviz.core.preparation_view import stages_off
from nnviz.core.recognition import Verdict as Verdicts
from nnviz.core.view_state import ViewState
from nnviz.engine import commands
from nnviz.qt.panels.base import Panel
from nnviz.qt.panels.draw_doors import DrawDoors
from nnviz.qt.panels.draw_layout import DrawLayout
from nnviz.qt.panels.draw_number import DrawNumber
from nnviz.qt.panels.draw_why import DrawWhy
from nnviz.qt.translation import user_sentence
from nnviz.qt.widgets.answer_notes import AnswerNotes
from nnviz.qt.widgets.digit_canvas import DigitCanvas
from nnviz.qt.widgets.drawing_tools import DrawingTools
from nnviz.qt.widgets.pixel_picture import PixelPicture
from nnviz.qt.widgets.probability_bars import ProbabilityBars
from nnviz.qt.widgets.verdict import Verdict

_NO_MODEL_YET = (28, 28, 1)


class DrawPanel(Panel):
    """Every change of the canvas is prepared and asked at once; the newest answer is shown."""

    def build(self) -> None:
        """Make the widgets and remember what was chosen last."""
        self._own_image: Array | None = None
        self._blank = True
        self._sample: Array | None = None
        self._answered = -1
        self.canvas = DigitCanvas()
        self.tools = DrawingTools(self.canvas, shortcuts_of=self)
        self.pixels, self.verdict, self.bars = PixelPicture(), Verdict(), ProbabilityBars()
        self.notice = QLabel(wordWrap=True)
        self.notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.notice.setProperty("role", "muted")
        self.notice.setMargin(16)
        self.caption = QLabel(wordWrap=True)
        self.caption.setProperty("role", "muted")
        self.notes = AnswerNotes()
        self.number = DrawNumber(self.context, self)
        self.why = DrawWhy(self.context, self.canvas, self)
        self._doubt: UserError | None = None
        self._layout = DrawLayout(
            self, self.tools, self.canvas, self.pixels, self.caption, self.verdict, self.bars, self.notice, self.notes
        )
        settings = self.context.settings
        self.tools.set_dataset(settings.text("draw/dataset"))
        self.canvas.sketch.set_brush_width(settings.number("draw/brush_width", self.canvas.sketch.brush_width))
        DrawDoors(self, self.context, self.canvas, self.tools)
        self._connect()

    def _connect(self) -> None:
        self.canvas.image_changed.connect(self._on_canvas_image_changed)
        self.canvas.refused.connect(self.context.report)
        self.canvas.sketch.brush_changed.connect(self._on_sketch_brush_changed)
        self.tools.open_asked.connect(self._on_tools_open_asked)
        self.tools.sample_asked.connect(self._on_tools_sample_asked)
        self.notes.number_switch.toggled.connect(self.number.switch)
        self.notes.why_switch.toggled.connect(self.why.switch)
        self.notes.hint_clicked.connect(self._on_notes_hint_clicked)
        self.number.changed.connect(self._on_number_changed)
        self.context.engine.sample_ready.connect(self._on_engine_sample_ready)
        # Queued: an update of the store from within its own signal would reach the panels in the wrong order.
        self.context.store.changed.connect(self._on_store_changed, Qt.ConnectionType.QueuedConnection)

    # --- from the canvas to the model ---

    @Slot()
    def _on_canvas_image_changed(self) -> None:
        self._ask()

    @Slot(object, object)
    def _on_store_changed(self, new: ViewState, old: ViewState) -> None:
        newest = self.context.store.state
        other_model = new.model is not old.model and new.model is newest.model
        other_steps = new.preparation != old.preparation and new.preparation == newest.preparation
        if self._own_image is not None and (other_model or other_steps):
            self._ask()

    def _ask(self) -> None:
        state = self.context.store.state
        shape = state.model.picture_shape if state.model is not None else _NO_MODEL_YET
        if shape is None:
            return
        kind = "digit" if state.model is None or is_digit_model(state.model.class_names) else "picture"
        picture = self.canvas.picture()
        if picture is self._sample and picture.shape[:2] == shape[:2]:
            kind = "picture"  # it comes as the model learnt it
        prepared = prepare_for(picture, shape, kind, state.preparation)
        self._own_image, self._blank = read_only(prepared.image), prepared.blank
        generation = state.generation + 1
        self.context.store.update(
            image=self._own_image,
            input_name=self._input_name(),
            generation=generation,
            drawing=read_only(picture) if is_prepared_digit(shape, kind) else None,
        )
        if state.model is not None:
            self.context.engine.post(commands.Ask(self._own_image, generation))

    def _input_name(self) -> str:
        return self.canvas.sketch.drawing.name or self.tr("drawing")

    # --- from the model to the screen ---

    def show_state(self, new: ViewState, old: ViewState | None) -> None:
        """Show the picture that the model sees and its newest answer."""
        other_model = old is None or new.model is not old.model
        other_image = old is None or new.image is not old.image
        if other_model:
            self._answered = -1
            self._show_model(new.model)
        if other_image:
            self.pixels.set_picture(new.image)
            self._retranslate_caption()
        if other_model or other_image or old is None or new.probe is not old.probe:
            self._show_answer(new)
        if old is None or new.preparation != old.preparation:
            self.notes.set_stages_off(len(stages_off(new.preparation)))
        self.number.follow(new, old)
        self.why.follow(new, old)

    def _shows_blank(self, state: ViewState) -> bool:
        return state.image is None or (state.image is self._own_image and self._blank)

    def _show_model(self, model: ModelSummary | None) -> None:
        reads_pictures = model is None or model.picture_shape is not None
        self.notes.number_switch.setVisible(model is None or reads_digits(model))
        self._layout.show_results(reads_pictures)
        self._retranslate_caption()
        self._retranslate_notice()
        self._layout.rearrange()

    def _show_answer(self, state: ViewState) -> None:
        blank = self._shows_blank(state)
        answer = None if blank else answer_of(state.model, state.probe)
        if answer is None:
            self._show_no_answer(state.model, blank)
        elif state.probe is not None and state.probe.generation >= self._answered:
            self._answered = state.probe.generation
            self.bars.set_probabilities(answer.probabilities, answer.names)
            self._show_verdict(answer)

    def _show_no_answer(self, model: ModelSummary | None, blank: bool) -> None:
        self.bars.set_probabilities(None, model.class_names if model is not None else ())
        self._show_doubt(None)
        if blank and (model is None or reads_digits(model)):
            self.verdict.show_blank()
        else:
            self.verdict.show_nothing()

    def _show_verdict(self, answer: DrawingAnswer) -> None:
        reading, number = answer.reading, self.number.reading
        if number is not None and number.digits:
            self.verdict.show_winner(number.text, number.probability)
        elif reading is not None and reading.verdict is Verdicts.UNSURE:
            self.verdict.show_unsure(tuple((answer.name(label), share) for label, share in reading.top[:2]))
        else:
            winner = ranked(answer.probabilities, 1)[0]
            self.verdict.show_winner(answer.name(winner), float(answer.probabilities[winner]))
        self._show_doubt(reading.reason if reading is not None else None)

    def _show_doubt(self, reason: UserError | None) -> None:
        self._doubt = reason
        self.notes.reason.setText(user_sentence(reason, "Verdicts") if reason is not None else "")

    @Slot()
    def _on_number_changed(self) -> None:
        self.notes.set_number(self.number.reading)
        self._show_answer(self.context.store.state)

    @Slot()
    def _on_notes_hint_clicked(self) -> None:
        self.context.show_panel("preparation")

    # --- pictures from elsewhere ---

    def open_picture(self, path: Path) -> None:
        """Put the picture of a file on the canvas.

        Raises
        ------
        UserError
            When the file holds no picture that can be read; the drawing stays.
        """
        self.canvas.set_picture(read_picture(path), path.name)

    @Slot()
    def _on_tools_open_asked(self) -> None:
        kinds = self.tr("Pictures ({0})").format(" ".join(f"*{suffix}" for suffix in PICTURE_SUFFIXES))
        folder = self.context.settings.text("open/folder")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Open a picture"), folder, kinds)
        if chosen:
            self.context.settings.set("open/folder", str(Path(chosen).parent))
            self._open_or_report(Path(chosen))

    def _open_or_report(self, path: Path) -> None:
        try:
            self.open_picture(path)
        except UserError as error:
            self.context.report(error)

    @Slot(str)
    def _on_tools_sample_asked(self, dataset: str) -> None:
        self.context.settings.set("draw/dataset", dataset)
        data_folder = self.context.settings.text("data/folder") or None
        self.context.engine.post(commands.PickSample(dataset, data_folder=data_folder))

    @Slot(object)
    def _on_engine_sample_ready(self, sample: Sample) -> None:
        flat = sample.picture[..., 0] if sample.picture.shape[-1] == 1 else sample.picture
        self._sample = read_only(flat)
        name = self.tr("{0}, {1} {2}: labelled {3}").format(
            sample.dataset, sample.split, sample.index, sample.label_name
        )
        self.canvas.set_picture(self._sample, name)

    @Slot()
    def _on_sketch_brush_changed(self) -> None:
        self.context.settings.set("draw/brush_width", self.canvas.sketch.brush_width)

    # --- words ---

    def changeEvent(self, event: QEvent) -> None:
        """Find the room again when texts become longer or larger."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.FontChange):
            self._layout.rearrange()

    def retranslate(self) -> None:
        """Set every word of the panel; its parts set their own."""
        self.setAccessibleName(self.tr("Draw"))
        self._retranslate_caption()
        self._retranslate_notice()
        self._show_doubt(self._doubt)

    def _retranslate_caption(self) -> None:
        state = self.context.store.state
        height, width, channels = (state.model.picture_shape if state.model else None) or _NO_MODEL_YET
        if channels == 1:
            what = self.tr("What the model sees: {0} × {1}").format(height, width)
        else:
            what = self.tr("What the model sees: {0} × {1}, in colour").format(height, width)
        named = state.image is not None and state.input_name != self.tr("drawing")
        self.caption.setText(f"{what}\n{state.input_name}" if named else what)

    def _retranslate_notice(self) -> None:
        model = self.context.store.state.model
        if model is None or model.picture_shape is not None:
            return
        read = " + ".join(" × ".join("?" if n is None else str(n) for n in shape[1:]) for shape in model.input_shapes)
        self.notice.setText(
            self.tr(
                "{0} does not read pictures: its input has the shape ({1}). "
                "Open a model that reads pictures (Ctrl+O), or train one: your drawing waits here."
            ).format(model.name, read)
        )

"""One training step to read: forward, loss, gradients, update, with the real numbers of its batch."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Slot
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from nnviz.core.step_account import LayerStep, StepAccount
from nnviz.qt.numerals import decimal, percent, plain, short_decimal, whole
from nnviz.qt.widgets.thumbnail_grid import ThumbnailGrid
from nnviz.qt.widgets.turning_row import TurningRow

_NARROW_PX = 760
_CLASSES = 5
_LARGEST_SUM = 4


class StepView(QWidget):
    """The pictures of a batch, the hardest first, and four columns below; a picture or a layer is chosen by a click."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._account: StepAccount | None = None
        self._place, self._layer = 0, 0
        self.heading = QLabel(wordWrap=True)
        self.heading.setProperty("role", "title")
        self.heading.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.pictures = ThumbnailGrid()
        self.pictures.chosen.connect(self._on_picture_chosen)
        self.columns = [_Column() for _ in range(4)]
        self.forward, self.loss, self.gradients, self.update_column = self.columns
        self.gradients.body.linkActivated.connect(self._on_layer_activated)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(TurningRow(tuple(self.columns), (1, 1, 1, 1), _NARROW_PX, spacing=16))
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2, 8, 2, 2)
        layout.addWidget(self.heading)
        layout.addWidget(self.pictures, 2)
        layout.addWidget(scroll, 3)
        self._retranslate()

    @property
    def account(self) -> StepAccount | None:
        """The step on show."""
        return self._account

    def show_step(self, account: StepAccount | None) -> None:
        """Show a step, its hardest picture chosen; None says how to get one."""
        self._account = account
        self._layer = 0 if account is None else min(self._layer, max(0, len(account.layers) - 1))
        self._place = 0
        self._render()

    @Slot(int)
    def _on_picture_chosen(self, place: int) -> None:
        if self._account is not None:
            self._place = int(self._account.hardest_first.tolist().index(place))
            self._render_columns(self._account)

    @Slot(str)
    def _on_layer_activated(self, number: str) -> None:
        self._layer = int(number)
        if self._account is not None:
            self._render_columns(self._account)

    # --- words ---

    def _render(self) -> None:
        account = self._account
        if account is None:
            self.pictures.clear()
            for column in self.columns:
                column.show_lines("", [])
            self.heading.setText(
                self.tr(
                    "Press Step batch: the pictures, the loss, the gradients and the update of one batch appear here."
                )
            )
            return
        text = self.tr("Batch {0} of epoch {1}: {2} pictures, {3} told right before the update")
        count = whole(len(account.labels))
        self.heading.setText(text.format(whole(account.step), whole(account.epoch), count, whole(account.right)))
        self.pictures.set_pictures(account.pictures, account.hardest_first, self._caption, self._describe)
        self._render_columns(account)

    def _caption(self, place: int) -> str:
        account = self._told
        batch_place = account.hardest_first[place]
        label, guess = (account.class_names[each[batch_place]] for each in (account.labels, account.predicted))
        sign = "✓" if label == guess else f"→ {guess}"
        return f"{label} {sign} · {short_decimal(float(account.losses[batch_place]))}"

    def _describe(self, place: int) -> str:
        account = self._told
        at = account.hardest_first[place]
        label, guess = (account.class_names[each[at]] for each in (account.labels, account.predicted))
        text = self.tr("Training picture {0}: it is “{1}”, the network says “{2}”; loss {3}")
        return text.format(whole(account.indices[at]), label, guess, decimal(float(account.losses[at])))

    @property
    def _told(self) -> StepAccount:
        assert self._account is not None
        return self._account

    def _render_columns(self, account: StepAccount) -> None:
        self.forward.show_lines(self.tr("1 Forward"), self._forward_words(account))
        self.loss.show_lines(self.tr("2 Loss"), self._loss_words(account))
        self.gradients.show_lines(self.tr("3 Gradients"), self._gradient_words(account))
        self.update_column.show_lines(self.tr("4 Update"), self._update_words(account))

    def _forward_words(self, account: StepAccount) -> list[str]:
        at = account.hardest_first[self._place]
        outputs = account.outputs[at]
        label = int(account.labels[at])
        order = outputs.argsort()[::-1][:_CLASSES].tolist()
        lines = [self.tr("The chosen picture is “{0}”. The network answered:").format(account.class_names[label])]
        for place in order if label in order else [*order[:-1], label]:
            words = f"{account.class_names[place]}: {percent(float(outputs[place]))}"
            lines.append(f"<b>{words}</b>" if place == label else words)
        return lines

    def _loss_words(self, account: StepAccount) -> list[str]:
        at = account.hardest_first[self._place]
        loss, count = decimal(float(account.losses[at])), len(account.losses)
        right = float(account.outputs[at][account.labels[at]])
        cross_entropy = account.loss_name in ("sparse_categorical_crossentropy", "categorical_crossentropy")
        lines = [
            f"−ln {decimal(right)} = <b>{loss}</b>"
            if cross_entropy
            else self.tr("This picture: <b>{0}</b>").format(loss)
        ]
        some = " + ".join(decimal(float(account.losses[i])) for i in account.hardest_first[:_LARGEST_SUM])
        more = " + …" if count > _LARGEST_SUM else ""
        lines.append(self.tr("Mean of all pictures:"))
        lines.append(f"({some}{more}) / {count} = {decimal(account.mean_loss)}")
        if account.penalty:
            lines.append(self.tr("Penalty on the weights: {0}").format(decimal(account.penalty)))
        lines.append(self.tr("Loss of the batch: <b>{0}</b>").format(decimal(account.loss)))
        return lines

    def _gradient_words(self, account: StepAccount) -> list[str]:
        lines = [self.tr("How the loss changes with the weights, layer by layer (click one):")]
        for number, layer in enumerate(account.layers):
            name = f"<b>{layer.layer_id}</b>" if number == self._layer else layer.layer_id
            text = self.tr("|g| = {0}, largest {1}")
            figures = text.format(decimal(layer.gradient_norm), decimal(layer.example.gradient))
            lines.append(f'<a href="{number}">{name}</a><br>{figures}')
        return lines

    def _update_words(self, account: StepAccount) -> list[str]:
        if not account.layers:
            return []
        layer = account.layers[self._layer]
        example = layer.example
        name = f"{layer.layer_id}/{example.variable}[{', '.join(map(str, example.index))}]"
        lines = [
            self.tr("The weight with the largest gradient, {0}:").format(f"<b>{name}</b>"),
            f"w = {_digits(example.before)}, g = {_digits(example.gradient)}, η = {plain(account.rule.learning_rate)}",
        ]
        lines += [
            f"{term.name} = {term.formula}<br>= {term.numbers}<br>= <b>{_digits(term.value)}</b>"
            for term in example.terms(account.rule)
        ]
        lines.append(self.tr("The network now holds {0}.").format(f"<b>{_digits(example.after)}</b>"))
        lines.append(self._change_words(layer))
        return lines

    def _change_words(self, layer: LayerStep) -> str:
        text = self.tr("All {0} weights of the layer together moved by {1}; their length was {2}.")
        return text.format(whole(layer.weights), decimal(layer.change_norm), decimal(layer.weight_norm))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _retranslate(self) -> None:
        self.setAccessibleName(self.tr("This batch"))
        self.pictures.setAccessibleName(self.tr("Pictures of the batch, the largest loss first"))
        self._render()


class _Column(QFrame):
    """A heading and lines below; readable to the pixel in the narrowest of four columns."""

    def __init__(self) -> None:
        super().__init__()
        self._title, self.body = QLabel(), QLabel(wordWrap=True)
        self._title.setProperty("role", "title")
        self.body.setTextFormat(Qt.TextFormat.RichText)
        self.body.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.body.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByMouse | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        for label in (self._title, self.body):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._title)
        column.addWidget(self.body)
        column.addStretch(1)

    @property
    def words(self) -> str:
        """The lines on show, with their marks."""
        return self.body.text()

    def show_lines(self, title: str, lines: list[str]) -> None:
        """Show these lines, which may hold rich text."""
        self._title.setText(title)
        self.body.setText("".join(f'<p style="margin:0 0 6px 0">{line}</p>' for line in lines))
        self.body.setAccessibleName(title)


def _digits(number: float) -> str:
    return f"{number:.6g}".replace("-", "−")

"""The choices that make a training: what is learnt by which network, and how."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QSizePolicy, QSpinBox, QWidget

from nnviz.core.decimals import parse_decimal
from nnviz.core.experiment import ARCHITECTURES, AUGMENTATIONS, EVERY_DATASET, OPTIMIZERS, SCHEDULES, Experiment
from nnviz.core.messages import UserError
from nnviz.qt.numerals import plain
from nnviz.qt.theme import theme_of
from nnviz.qt.translation import user_sentence

LEARNING_RATES = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1.0)
_LARGEST_SEED = 2**31 - 1


class ChoiceBox(QComboBox):
    """Keys that never change, with texts that follow the language."""

    def __init__(self, keys: Iterable[str]) -> None:
        super().__init__()
        for key in keys:
            self.addItem(key, key)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(13)

    def minimumSizeHint(self) -> QSize:
        """Return a width at which the first letters can still be read."""
        usual = super().minimumSizeHint()
        return QSize(min(usual.width(), self.fontMetrics().averageCharWidth() * 6 + 40), usual.height())

    @property
    def key(self) -> str:
        """The chosen key."""
        return str(self.currentData())

    def choose(self, key: str) -> None:
        """Choose a key."""
        self.setCurrentIndex(self.findData(key))

    def set_texts(self, texts: Mapping[str, str]) -> None:
        """Name the keys; one without a name stands for itself."""
        for index in range(self.count()):
            key = self.itemData(index)
            self.setItemText(index, texts.get(key, key))


class BatchSizeBox(QSpinBox):
    """Whole numbers; a step doubles or halves."""

    def stepBy(self, steps: int) -> None:  # noqa: N802
        """Go to the next power of two up or down."""
        value = self.value()
        for _ in range(abs(steps)):
            value = 1 << value.bit_length() if steps > 0 else 1 << max(0, (value - 1).bit_length() - 1)
        self.setValue(value)


class ExperimentForm(QWidget):
    """Fields for an `Experiment`; `changed` follows every edit, also one that makes it unusable."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._make_fields()
        self._lay_out()
        self.set_experiment(Experiment())
        self.retranslate()
        self._connect()

    def _make_fields(self) -> None:
        self.dataset, self.architecture = ChoiceBox(EVERY_DATASET), ChoiceBox(ARCHITECTURES)
        self.optimizer, self.schedule = ChoiceBox(OPTIMIZERS), ChoiceBox(SCHEDULES)
        self.augment = ChoiceBox(AUGMENTATIONS)
        self.epochs = QSpinBox(minimum=1, maximum=100_000)
        self.batch_size = BatchSizeBox(minimum=1, maximum=65_536)
        self.seed = QSpinBox(minimum=0, maximum=_LARGEST_SEED)
        self.learning_rate = QComboBox(editable=True, insertPolicy=QComboBox.InsertPolicy.NoInsert)
        self.learning_rate.setCompleter(None)  # type: ignore[arg-type]  # it would turn 0.0 into 0.001 while one types
        self.learning_rate.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.learning_rate.setMinimumContentsLength(6)
        for rate in LEARNING_RATES:
            self.learning_rate.addItem(plain(rate), rate)
        self._dataset_hint, self._architecture_hint, self._problem = (QLabel(wordWrap=True) for _ in range(3))
        self._problem.hide()
        for hint in (self._dataset_hint, self._architecture_hint):
            hint.setProperty("role", "muted")
            hint.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def _lay_out(self) -> None:
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setVerticalSpacing(6)
        form.setHorizontalSpacing(12)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self._labels = {}
        rows = (
            ("dataset", self.dataset, self._dataset_hint),
            ("architecture", self.architecture, self._architecture_hint),
            ("epochs", self.epochs, None),
            ("batch_size", self.batch_size, None),
            ("learning_rate", self.learning_rate, self._problem),
            ("optimizer", self.optimizer, None),
            ("schedule", self.schedule, None),
            ("augment", self.augment, None),
            ("seed", self.seed, None),
        )
        for name, field, hint in rows:
            self._labels[name] = QLabel()
            self._labels[name].setBuddy(field)
            field.setObjectName(name)
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            field.installEventFilter(self)
            form.addRow(self._labels[name], field)
            if hint is not None:
                form.addRow(hint)

    def _connect(self) -> None:
        for box in (self.dataset, self.architecture, self.optimizer, self.schedule, self.augment):
            box.currentIndexChanged.connect(self._on_field_changed)
        for spin in (self.epochs, self.batch_size, self.seed):
            spin.valueChanged.connect(self._on_field_changed)
        self.learning_rate.editTextChanged.connect(self._on_field_changed)

    # --- the value ---

    def experiment(self) -> Experiment:
        """Return what is chosen.

        Raises
        ------
        UserError
            When the learning rate cannot be used.
        """
        return replace(
            self._base,
            dataset=self.dataset.key,
            architecture=self.architecture.key,
            epochs=self.epochs.value(),
            batch_size=self.batch_size.value(),
            learning_rate=parse_decimal(self.learning_rate.currentText()),
            optimizer=self.optimizer.key,
            schedule=self.schedule.key,
            augment=self.augment.key,
            seed=self.seed.value(),
        )

    def set_experiment(self, experiment: Experiment) -> None:
        """Show these choices; those without a field are kept as they are."""
        self._base = experiment
        self.dataset.choose(experiment.dataset)
        self.architecture.choose(experiment.architecture)
        self.epochs.setValue(experiment.epochs)
        self.batch_size.setValue(experiment.batch_size)
        self.learning_rate.setEditText(plain(experiment.learning_rate))
        self.optimizer.choose(experiment.optimizer)
        self.schedule.choose(experiment.schedule)
        self.augment.choose(experiment.augment)
        self.seed.setValue(experiment.seed)

    @property
    def problem(self) -> str:
        """Why the choices cannot be used; empty when they can."""
        return "" if self._problem.isHidden() else self._problem.text()

    @Slot()
    def _on_field_changed(self) -> None:
        self._explain()
        self.changed.emit()

    def _explain(self) -> None:
        self._dataset_hint.setText(self._dataset_words().get(self.dataset.key, ("", ""))[1])
        self._architecture_hint.setText(self._architecture_words().get(self.architecture.key, ("", ""))[1])
        try:
            self.experiment()
        except UserError as error:
            self._problem.setText(user_sentence(error))
            self._problem.show()
        else:
            self._problem.hide()
            self._problem.clear()

    # --- words, colours, and the wheel ---

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the form, not change a field that merely lies under it."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme and the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.PaletteChange:
            self._problem.setStyleSheet(f"color: {theme_of(self).bad};")
        super().changeEvent(event)

    def retranslate(self) -> None:
        """Set every word."""
        names = {
            "dataset": self.tr("Data set"),
            "architecture": self.tr("Network"),
            "epochs": self.tr("Epochs"),
            "batch_size": self.tr("Batch size"),
            "learning_rate": self.tr("Learning rate"),
            "optimizer": self.tr("Optimizer"),
            "schedule": self.tr("Schedule"),
            "augment": self.tr("Augmentation"),
            "seed": self.tr("Seed"),
        }
        for name, text in names.items():
            self._labels[name].setText(text)
            self._labels[name].buddy().setAccessibleName(text)
        self._name_choices()
        self._set_tips()
        self._rewrite_rates()
        self._explain()

    def _name_choices(self) -> None:
        self.dataset.set_texts({key: name for key, (name, _) in self._dataset_words().items()})
        self.architecture.set_texts({key: name for key, (name, _) in self._architecture_words().items()})
        self.optimizer.set_texts(
            {
                "sgd": self.tr("SGD (gradient descent)"),
                "momentum": self.tr("SGD with momentum"),
                "nesterov": self.tr("Nesterov momentum"),
                "rmsprop": self.tr("RMSProp"),
                "adam": self.tr("Adam"),
                "adamw": self.tr("AdamW"),
            }
        )
        self.schedule.set_texts(
            {
                "constant": self.tr("Constant"),
                "step": self.tr("Step by step"),
                "exponential": self.tr("Exponential"),
                "linear": self.tr("Linear, down to 0"),
                "cosine": self.tr("Cosine, down to 0"),
                "plateau": self.tr("Lower on a plateau"),
            }
        )
        augmentations = {"none": self.tr("None"), "drawn": self.tr("For drawings"), "photo": self.tr("For photos")}
        self.augment.set_texts(augmentations)

    def _dataset_words(self) -> dict[str, tuple[str, str]]:
        return {
            "digits": (self.tr("Digits"), self.tr("1,797 handwritten digits that come with nnviz.")),
            "mnist": (self.tr("MNIST"), self.tr("70,000 handwritten digits; 11 MB are loaded once.")),
            "fashion-mnist": (self.tr("Fashion-MNIST"), self.tr("70,000 pieces of clothing; 31 MB are loaded once.")),
            "cifar10": (self.tr("CIFAR-10"), self.tr("60,000 colour photos of 10 kinds; 170 MB are loaded once.")),
            "digit-or-not": (self.tr("Digit or not"), self.tr("MNIST and 55,000 drawings that are none, made here.")),
            "folder": (self.tr("Folder of pictures"), self.tr("Yours; open it in the panel Data.")),
            "npz": (self.tr("NumPy file (.npz)"), self.tr("Yours; open it in the panel Data.")),
            "csv": (self.tr("Table (.csv)"), self.tr("Yours; open it in the panel Data.")),
            "drawings": (self.tr("My drawings"), self.tr("Those that were kept in the panel Draw.")),
        }

    def _architecture_words(self) -> dict[str, tuple[str, str]]:
        return {
            "perceptron": (self.tr("Perceptron"), self.tr("No hidden layer: every class weighs every pixel.")),
            "mlp": (self.tr("784-16-16-10"), self.tr("Two hidden layers of 16 neurons.")),
            "lenet": (self.tr("LeNet"), self.tr("Two convolutions with pooling, then a dense layer.")),
            "course": (self.tr("Course network"), self.tr("Three convolutions that take steps of two.")),
            "fashion": (self.tr("Course network, improved"), self.tr("Normalised groups with dropout; slow.")),
            "alexnet": (self.tr("AlexNet-like"), self.tr("Five convolutions and three dense layers.")),
            "inception": (self.tr("Inception, small"), self.tr("Blocks that look at several sizes at once.")),
            "vgg": (self.tr("VGG-like"), self.tr("Six normalised convolutions; slow without a GPU.")),
            "recogniser": (self.tr("Recogniser"), self.tr("Eight normalised convolutions, as in the shipped model.")),
        }

    def _set_tips(self) -> None:
        self.epochs.setToolTip(self.tr("How often the network sees every picture"))
        self.batch_size.setToolTip(self.tr("Pictures between two changes of the weights; the arrows double and halve"))
        self.learning_rate.setToolTip(self.tr("How far the weights move along the gradient; 0.001 is usual for Adam"))
        self.schedule.setToolTip(self.tr("How the learning rate changes in the course of the training"))
        self.augment.setToolTip(self.tr("Vary the pictures at random, so that the network learns what does not matter"))
        self.seed.setToolTip(self.tr("The same seed gives the same first weights and the same order of pictures"))

    def _rewrite_rates(self) -> None:
        """Write the rates with the comma or the point of the language."""
        text = self.learning_rate.currentText()
        for index, rate in enumerate(LEARNING_RATES):
            self.learning_rate.setItemText(index, plain(rate))
        try:
            self.learning_rate.setEditText(plain(parse_decimal(text)))
        except UserError:
            self.learning_rate.setEditText(text)

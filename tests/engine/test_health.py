import keras
import model_kinds as kinds
import numpy as np
import pytest
from keras import layers

from nnviz.core.health import Severity, verdicts
from nnviz.core.messages import UserError
from nnviz.engine.health import measure_health
from nnviz.engine.prober import Prober


def last(reports):
    *_, report = reports
    return report


def pictures(count, shape=(8, 8, 1)):
    return np.random.default_rng(0).random((count, *shape), np.float32)


def test_the_figures_are_those_of_plain_calls_whatever_the_chunks():
    model = kinds.randomise(kinds.sequential())
    batch = pictures(50)
    reports = list(measure_health(model, batch, chunk=16))
    assert [report.pictures for report in reports] == [16, 32, 48, 50]
    assert reports[-1].fraction == 1.0
    maps = np.asarray(model.get_layer("conv")(batch))
    found = reports[-1].of_layer("conv")
    assert found.mean == pytest.approx(maps.mean(), rel=1e-4)
    assert found.deviation == pytest.approx(maps.std(), rel=1e-4)
    assert found.dead_units == tuple(np.flatnonzero((maps <= 0).all(axis=(0, 1, 2))))
    assert found.histogram.counts.sum() == maps.size
    kernel = next(health for health in reports[-1].weights if health.key == "conv/kernel")
    assert kernel.mean == pytest.approx(float(np.mean(model.get_layer("conv").kernel)), rel=1e-4)
    # The dropout hands on what it is given.
    assert reports[-1].of_layer("dropout") is None


def test_dead_units_are_found_over_all_pictures_not_one():
    model = keras.Sequential([keras.Input((2,)), layers.Dense(3, activation="relu", name="dense")])
    model.get_layer("dense").set_weights([np.array([[1, -1, -1], [0, 0, -1]], np.float32), np.zeros(3, np.float32)])
    batch = np.array([[1, 1], [-1, 1], [1, 1]], np.float32)
    report = last(measure_health(model, batch, chunk=1))
    assert report.of_layer("dense").dead_units == (2,)
    (verdict,) = verdicts(report)
    assert verdict.severity is Severity.NOTICE
    assert str(verdict.sentence).startswith("1 of 3 units of dense are dead: 0 for each of 3 pictures")


def test_what_is_wrong_is_told_the_worst_first():
    model = keras.Sequential(
        [
            keras.Input((4,)),
            layers.Dense(4, activation="sigmoid", name="steep"),
            layers.Dense(4, activation="relu", name="dark"),
            layers.Dense(2, name="scores"),
        ]
    )
    model.get_layer("steep").set_weights([np.full((4, 4), 500, np.float32), np.zeros(4, np.float32)])
    model.get_layer("dark").set_weights([np.zeros((4, 4), np.float32), np.full(4, -1, np.float32)])
    found = verdicts(last(measure_health(model, pictures(20, (4,)))))
    severities = [verdict.severity for verdict in found]
    assert severities == sorted(severities, key=[Severity.WARNING, Severity.NOTICE, Severity.GOOD].index)
    sentences = {verdict.layer_id: str(verdict.sentence) for verdict in reversed(found)}
    assert "saturated" in sentences["steep"] or "1 for every picture" in sentences["steep"]
    assert "puts out 0 for every picture" in sentences["dark"]
    assert any("All values of dark/kernel are 0" in str(verdict.sentence) for verdict in found)
    assert any("reach 500" in str(verdict.sentence) for verdict in found)


def test_broken_weights_are_told():
    model = kinds.randomise(kinds.sequential())
    model.get_layer("scores").bias.assign(np.full(4, np.nan, np.float32))
    found = verdicts(last(measure_health(model, pictures(3))))
    assert {verdict.layer_id for verdict in found if verdict.severity is Severity.WARNING} == {"scores"}


def test_a_healthy_network_gets_one_good_row():
    model = keras.Sequential([keras.Input((3,)), layers.Dense(4, activation="tanh"), layers.Dense(2)])
    (verdict,) = verdicts(last(measure_health(model, np.random.default_rng(0).normal(size=(30, 3)))))
    assert verdict.severity is Severity.GOOD
    assert "2 layers look healthy over 30 pictures" in str(verdict.sentence)


@pytest.mark.parametrize(
    "kind", [kinds.nested, kinds.subclassed, kinds.untraceable, kinds.lstm, kinds.fixed_batch, kinds.half_precision]
)
def test_other_kinds_of_models(kind):
    model = kinds.randomise(kind())
    prober = Prober(model, "m")
    shape = tuple(side or 9 for side in prober.summary.input_shapes[0][1:])
    report = last(measure_health(model, pictures(6, shape), prober, chunk=4))
    assert report.pictures == 6
    measured = [health for health in report.activations if health.histogram.counts.sum()]
    assert measured
    assert report.model_id == "m"


def test_pictures_of_another_shape_are_refused():
    with pytest.raises(UserError, match="reads 8 × 8 × 1"):
        next(measure_health(kinds.sequential(), pictures(3, (5, 5, 1))))


def test_constant_units_and_certain_answers_are_told():
    model = keras.Sequential(
        [
            keras.Input((2,)),
            layers.Dense(4, activation="tanh", name="flat"),
            layers.Dense(3, activation="softmax", name="scores"),
        ]
    )
    kernel = np.random.default_rng(0).normal(size=(2, 4)).astype(np.float32)
    kernel[:, 1] = 0
    model.get_layer("flat").set_weights([kernel, np.array([0, 0.5, 0, 0], np.float32)])
    model.get_layer("scores").set_weights([np.zeros((4, 3), np.float32), np.array([50, 0, 0], np.float32)])
    report = last(measure_health(model, pictures(20, (2,)), chunk=7))
    assert report.of_layer("flat").constant_units == (1,)
    assert report.of_layer("scores").saturated == 1.0
    found = {(verdict.layer_id, verdict.finding) for verdict in verdicts(report)}
    assert {("flat", "constant units"), ("scores", "saturated"), ("scores", "all zero")} <= found

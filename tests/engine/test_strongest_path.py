import followed_models
import keras
import model_kinds as kinds
import numpy as np
import pytest

from nnviz.core.strongest_path import strongest_path
from nnviz.engine.model_inputs import inputs_of
from nnviz.engine.prober import Prober


def probed(model):
    prober = Prober(model, "m")
    return prober.summary, prober.probe(kinds.picture_for(inputs_of(model)), 0)


def test_the_path_of_a_small_network_is_the_one_found_by_hand():
    model = kinds.randomise(keras.Sequential([keras.Input((3,)), keras.layers.Dense(4), keras.layers.Dense(2)]))
    summary, probe = probed(model)
    first, second = (layer.id for layer in summary.layers[1:])
    path = strongest_path(summary, probe, second, (1,))
    terms = probe.tensors[first] * probe.weights[f"{second}/kernel"][:, 1]
    hidden = int(np.argmax(np.abs(terms)))
    earlier = probe.image * probe.weights[f"{first}/kernel"][:, hidden]
    pixel = int(np.argmax(np.abs(earlier)))
    assert [(step.key, step.unit) for step in path] == [
        (second, (1,)),
        (first, (hidden,)),
        (summary.layers[0].id, (pixel,)),
    ]
    assert [step.contribution for step in path] == pytest.approx(
        [float(probe.output[1]), float(terms[hidden]), float(earlier[pixel])], rel=1e-5
    )


@pytest.mark.parametrize(
    "kind", [kinds.sequential, kinds.branch, kinds.nested, followed_models.pools, followed_models.normalisations]
)
def test_it_ends_at_the_input_and_names_real_cells(kind):
    summary, probe = probed(kinds.randomise(kind()))
    last = summary.layers[-1].id
    path = strongest_path(summary, probe, last, (0,) * probe.tensors[last].ndim)
    assert summary.layer(path[-1].key).type == "InputLayer"
    for step in path:
        assert step.value == pytest.approx(float(probe.tensors[step.key][step.unit]))


def test_a_maximum_leads_to_the_largest_cell():
    summary, probe = probed(kinds.randomise(kinds.sequential()))
    _, step, *_ = strongest_path(summary, probe, "pool", (0, 0, 1))
    assert probe.tensors["conv"][step.unit] == probe.tensors["conv"][:2, :2, 1].max()


def test_it_stops_where_nothing_can_be_followed():
    summary, probe = probed(kinds.lstm())
    path = strongest_path(summary, probe, "end", (0,))
    assert [step.key for step in path] == ["end", "both"]
    assert strongest_path(summary, probe, "nobody", (0,)) == ()

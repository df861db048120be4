import numpy as np

from nnviz.core.block_faces import block_faces
from nnviz.core.colour import to_argb
from nnviz.core.model_map import DEEPEST_PX, LARGEST_PX, across, lay_out_map, model_map
from nnviz.core.model_summary import LayerInfo, ModelSummary
from nnviz.core.view_state import ColourScale


def layer(layer_id, shape, inputs=(), kind="Conv2D", copies=()):
    return LayerInfo(layer_id, layer_id.split("/")[-1], kind, (None, *shape), 0, (), inputs, copies=copies)


def summary(*layers):
    return ModelSummary("m", "m", layers, ((None, 8, 8, 1),), 0)


NESTED = summary(
    layer("picture", (8, 8, 1), kind="InputLayer"),
    layer("encoder", (4, 4, 6), ("picture",), "Sequential", ("encoder/pool",)),
    layer("encoder/conv", (8, 8, 6), ("picture",)),
    layer("encoder/pool", (4, 4, 6), ("encoder/conv",), "MaxPooling2D"),
    layer("attention", (4, 4, 6), ("encoder",), "MultiHeadAttention", (None,)),
    layer("attention/query", (4, 4, 6), ("encoder",), "EinsumDense"),
    layer("add", (4, 4, 6), ("attention", "encoder/pool"), "Add"),
    layer("scores", (3,), ("add",), "Dense"),
)


def test_a_nested_model_is_a_frame_around_its_layers_and_another_layer_one_block():
    drawn = model_map(NESTED)
    assert [block.layer.id for block in drawn.blocks] == [
        "picture", "encoder/conv", "encoder/pool", "attention", "add", "scores",
    ]  # fmt: skip
    assert [(frame.id, frame.members) for frame in drawn.frames] == [("encoder", (1, 2))]


def test_what_reads_a_nested_model_reads_its_last_layer():
    drawn = model_map(NESTED)
    assert set(drawn.edges) == {(0, 1), (1, 2), (2, 3), (3, 4), (2, 4), (4, 5)}


def test_every_call_has_the_block_that_shows_it():
    drawn = model_map(NESTED)
    assert drawn.number_of("attention/query") == 3
    assert drawn.number_of("encoder") == 2
    assert drawn.number_of("scores") == 5
    assert drawn.number_of("nobody") is None
    assert drawn.number_of(None) is None


def test_faces_are_to_scale_and_the_largest_is_as_large_as_may_be():
    drawn = model_map(NESTED)
    picture, conv, pool = drawn.blocks[:3]
    assert picture.width == conv.height == LARGEST_PX
    assert pool.width == LARGEST_PX / 2
    assert conv.depth == pool.depth > picture.depth
    assert conv.depth <= DEEPEST_PX


def test_very_unlike_sizes_are_compressed_but_keep_their_order():
    sizes = (224, 112, 56, 28, 14, 7, 1)
    layers = [layer(f"l{size}", (size, size, 4096 // size), (f"l{2 * size}",)) for size in sizes]
    blocks = model_map(summary(*layers)).blocks
    widths = [block.width for block in blocks]
    assert widths == sorted(widths, reverse=True)
    assert min(widths) > LARGEST_PX / 6
    depths = [block.depth for block in blocks]
    assert depths == sorted(depths)


def test_open_sides_and_all_ranks_are_drawn():
    shapes = [(), (5,), (7, 3), (None, None, 3), (4, 8, 8, 2)]
    drawn = model_map(summary(*(layer(f"l{n}", shape) for n, shape in enumerate(shapes))))
    assert all(min(block.width, block.height, block.depth) > 0 for block in drawn.blocks)


def test_walking_follows_edges_and_columns():
    drawn = model_map(NESTED)
    assert [drawn.along(2, 1), drawn.along(0, -1), drawn.along(5, 1), drawn.along(4, -1)] == [3, 0, 5, 3]
    fork = model_map(summary(layer("in", (8, 8, 1)), layer("a", (8, 8, 1), ("in",)), layer("b", (8, 8, 1), ("in",))))
    placed = lay_out_map(fork, [40] * 3, 30, 20)
    upper, lower = sorted((1, 2), key=lambda n: placed.places[n][1])
    assert across(placed, upper, 1) == lower
    assert across(placed, upper, -1) == upper
    assert across(placed, lower, -1) == upper


def test_the_front_is_the_map_that_answers_strongest_and_a_stripe_is_a_maps_extreme():
    maps = np.zeros((4, 5, 3), np.float32)
    maps[..., 1] = 0.5
    maps[2, 3, 2] = 1.0
    maps[0, 0, 0] = -2.0
    faces = block_faces(maps, ColourScale("diverging"))
    assert faces.channel == 1
    assert (faces.low, faces.high) == (-2.0, 2.0)
    np.testing.assert_array_equal(faces.front, to_argb(maps[..., 1], -2.0, 2.0, "diverging"))
    np.testing.assert_array_equal(faces.stripes, to_argb(np.array([-2.0, 0.5, 1.0]), -2.0, 2.0, "diverging"))


def test_a_chosen_map_stands_in_front_with_a_range_of_its_own_when_asked():
    maps = np.arange(24.0).reshape(2, 4, 3)
    faces = block_faces(maps, ColourScale("grey", per_map=True), channel=0)
    assert (faces.channel, faces.low, faces.high) == (0, 0.0, 21.0)


def test_vectors_tables_single_numbers_and_words():
    assert block_faces(np.ones(6), ColourScale()).front.shape == (6, 1)
    assert block_faces(np.ones((6, 2)), ColourScale()).front.shape == (6, 2)
    assert block_faces(np.float32(3.0).reshape(()), ColourScale()).front.shape == (1, 1)
    assert block_faces(np.ones((2, 6, 5, 4)), ColourScale()).front.shape == (6, 5)
    assert block_faces(np.array([b"a"], object), ColourScale()) is None
    assert block_faces(np.zeros((0, 3, 2)), ColourScale()) is None


def test_large_maps_are_reduced_by_their_mean():
    column = np.repeat([1.0, 3.0], 1000)
    faces = block_faces(column, ColourScale("grey"))
    assert len(faces.front) <= 256
    np.testing.assert_array_equal(faces.front[[0, -1], 0], to_argb(np.array([1.0, 3.0]), faces.low, faces.high, "grey"))

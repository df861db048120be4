"""A box that is cut and taken apart: what is left and what is picked, against a ray through every cell."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nnviz.core.box import BoxSource
from nnviz.core.box_scene import MOST_GROUPS, MOST_SLABS, BoxScene, Cut, Groups, scene_of
from nnviz.core.camera import Camera
from nnviz.core.projection import back_to_front, is_inside, pick

VIEWPORT = (320.0, 240.0)
SHAPES = {1: (7,), 2: (5, 4), 3: (4, 5, 3), 4: (2, 3, 4, 3), 5: (2, 2, 3, 2, 4)}


def random_cut(shape, shown, rng: np.random.Generator) -> Cut:
    windows = []
    for size in shape:
        start = int(rng.integers(0, size))
        windows.append((start, int(rng.integers(start + 1, size + 1))))
    axis = int(rng.choice(shown))
    start, stop = windows[axis]
    plane = (axis, int(rng.integers(start, stop))) if rng.random() < 0.6 else None
    apart = (int(rng.choice(shown)), float(rng.uniform(0.05, 1.0))) if rng.random() < 0.7 else None
    return Cut(tuple(windows), plane, apart)


def random_camera(scene: BoxScene, rng: np.random.Generator, inside: bool) -> Camera:
    low, high = scene.solid.bounds
    size = float(np.linalg.norm(high - low))
    camera = Camera(
        rng.uniform(-180, 180), rng.uniform(-90, 90), size * rng.choice([0.3, 0.8, 1.5, 4.0]),
        tuple(rng.uniform(low, high)), rng.uniform(15, 80), bool(rng.random() < 0.75),
    )  # fmt: skip
    if not inside:
        return camera
    solid = scene.parts[int(rng.integers(len(scene.parts)))].box.bounds
    eye = rng.uniform(*solid)
    forward = camera.rotation[2]
    return Camera(camera.azimuth, camera.elevation, 1.0, tuple(eye + forward), 60.0)


class EveryCell:
    """All cells of all parts with their corners and indices: rays are cast through each, one by one."""

    def __init__(self, scene: BoxScene) -> None:
        self.scene = scene
        lows, sizes, self.owners, self.indices = [], [], [], []
        for number, part in enumerate(scene.parts):
            box = part.box
            for cell in itertools.product(*(range(count) for count in box.cells)):
                lows.append(np.array(box.origin) + np.array(cell) * np.array(box.cell_size))
                sizes.append(box.cell_size)
                self.owners.append((number, cell))
                self.indices.append(part.index_of(cell))
        self.lows, self.highs = np.array(lows), np.array(lows) + np.array(sizes)

    def cast(self, camera: Camera, pixel, slack: float):
        """Return the times at which the ray enters and leaves every cell; cells grow by `slack`."""
        start, direction = camera.ray(pixel, VIEWPORT)
        with np.errstate(divide="ignore", invalid="ignore"):
            first, second = (self.lows - slack - start) / direction, (self.highs + slack - start) / direction
        enter = np.minimum(first, second).max(axis=1)
        leave = np.maximum(first, second).min(axis=1)
        met = enter < leave
        if camera.perspective:
            met &= leave > 0
        return enter, leave, met

    def holder(self, camera: Camera) -> int | None:
        """Return the part the eye stands in."""
        if not camera.perspective:
            return None
        inside = [n for n, part in enumerate(self.scene.parts) if is_inside(part.box, camera.viewpoint)]
        return inside[0] if inside else None


def check_pixel(cells: EveryCell, camera: Camera, pixel) -> bool:
    """Compare one pixel with the rays; tell whether something is seen there."""
    scene = cells.scene
    hit = pick(scene.boxes, camera, VIEWPORT, pixel)
    enter, leave, met = cells.cast(camera, pixel, -1e-9)
    if hit is None:
        assert not met.any()
        return False
    loose_enter, loose_leave, loose = cells.cast(camera, pixel, 1e-9)
    chosen = cells.owners.index((hit.box, hit.cell))
    assert loose[chosen]
    holder = cells.holder(camera)
    if holder is None:
        first = enter[met].min() if met.any() else loose_enter[chosen]
        assert loose_enter[chosen] <= first + 1e-6
    else:
        # From inside, one looks at the inner side of the skin: the last cell of this part on the way out.
        mine = np.array([owner[0] == holder for owner in cells.owners])
        assert hit.box == holder
        assert loose_leave[chosen] >= leave[met & mine].max(initial=-np.inf) - 1e-6
    return True


@pytest.mark.parametrize("rank", sorted(SHAPES))
def test_ten_thousand_points_pick_the_cell_that_a_ray_through_every_cell_meets(rank):
    rng = np.random.default_rng(rank)
    shape = SHAPES[rank]
    array = np.arange(np.prod(shape)).reshape(shape)
    groups = Groups(*range(max(rank - 3, 0))[::-1])
    seen = checked = 0
    for number in range(50):
        source = BoxSource(array)
        cut = random_cut(shape, source.shown_axes, rng)
        scene = scene_of(source, cut, groups, bool(rng.random() < 0.5))
        cells = EveryCell(scene)
        camera = random_camera(scene, rng, inside=number % 5 == 0)
        for _ in range(40):
            pixel = (float(rng.uniform(0, VIEWPORT[0])), float(rng.uniform(0, VIEWPORT[1])))
            seen += check_pixel(cells, camera, pixel)
            checked += 1
    assert checked == 2_000  # of 10,000 in the five ranks together
    assert seen > 300


@pytest.mark.parametrize("rank", [3, 4, 5])
def test_what_is_painted_later_is_never_behind_what_was_painted_before(rank):
    rng = np.random.default_rng(10 + rank)
    shape = SHAPES[rank]
    groups = Groups(*range(max(rank - 3, 0))[::-1])
    for number in range(40):
        source = BoxSource(np.zeros(shape))
        scene = scene_of(source, random_cut(shape, source.shown_axes, rng), groups)
        camera = random_camera(scene, rng, inside=number % 4 == 0)
        order = back_to_front(scene.boxes, camera.viewpoint)
        assert sorted(order) == list(range(len(scene.parts)))
        for _ in range(30):
            pixel = (float(rng.uniform(0, VIEWPORT[0])), float(rng.uniform(0, VIEWPORT[1])))
            hits = [n for n in order if pick([scene.boxes[n]], camera, VIEWPORT, pixel)]
            hit = pick(scene.boxes, camera, VIEWPORT, pixel)
            assert (hit is None) == (not hits)
            if hit is not None:
                assert hits[-1] == hit.box


@st.composite
def scenes(draw):
    rank = draw(st.integers(1, 6))
    shape = tuple(draw(st.integers(1, 4)) for _ in range(rank))
    source = BoxSource(np.arange(np.prod(shape)).reshape(shape))
    rng = np.random.default_rng(draw(st.integers(0, 2**20)))
    cut = random_cut(shape, source.shown_axes, rng)
    beside = list(source.fixed_axes)[::-1]
    groups = Groups(beside[0] if beside else None, beside[1] if len(beside) > 1 and draw(st.booleans()) else None)
    return scene_of(source, cut, groups, draw(st.booleans()))


@settings(deadline=None)
@given(scenes())
def test_every_cell_has_its_value_and_is_found_again(scene):
    array = scene.whole.array
    seen = set()
    for number, part in enumerate(scene.parts):
        for cell in itertools.product(*(range(count) for count in part.box.cells)):
            index = part.index_of(cell)
            assert part.value_at(cell) == array[index]
            assert scene.find(index) == (number, cell)
            seen.add(index)
    assert len(seen) == sum(np.prod(part.box.cells) for part in scene.parts)
    for index in seen:
        assert all(scene.cut.windows[n][0] <= index[n] < scene.cut.windows[n][1] for n in scene.whole.shown_axes)


@settings(deadline=None)
@given(scenes())
def test_parts_lie_within_the_solid_and_do_not_overlap(scene):
    low, high = scene.solid.bounds
    for part in scene.parts:
        assert (part.box.bounds[0] >= low - 1e-9).all()
        assert (part.box.bounds[1] <= high + 1e-9).all()
    for one, other in itertools.combinations(scene.parts, 2):
        (a, b), (c, d) = one.box.bounds, other.box.bounds
        assert (np.minimum(b, d) - np.maximum(a, c)).min() <= 1e-9


def test_ranges_keep_what_slicing_keeps():
    array = np.arange(60).reshape(3, 4, 5)
    (part,) = scene_of(BoxSource(array), Cut(((1, 3), (0, 2), (2, 5)))).parts
    np.testing.assert_array_equal(part.volume, array[1:3, 0:2, 2:5])


def test_a_slice_plane_takes_away_what_lies_before_it():
    array = np.arange(60).reshape(3, 4, 5)
    (below,) = scene_of(BoxSource(array), Cut(plane=(0, 1)), from_below=True).parts
    (above,) = scene_of(BoxSource(array), Cut(plane=(0, 1)), from_below=False).parts
    np.testing.assert_array_equal(below.volume, array[1:])
    np.testing.assert_array_equal(above.volume, array[:2])


def test_the_side_of_the_plane_follows_the_eye():
    scene = scene_of(BoxSource(np.zeros((6, 4, 5))), Cut(plane=(0, 3)))
    centre = (2.5, 2.0, 3.0)
    assert scene.is_seen_from_below(Camera(0, 0, 30, centre).viewpoint)
    assert not scene.is_seen_from_below(Camera(180, 0, 30, centre).viewpoint)


def test_layers_stand_apart_one_by_one_or_several_to_a_slab():
    scene = scene_of(BoxSource(np.zeros((4, 5, 6))), Cut(apart=(0, 1.0)))
    assert len(scene.parts) == 4
    depths = [part.box.bounds[:, 2] for part in scene.parts]
    assert all(next_[0] - this[1] == pytest.approx(3.0) for this, next_ in itertools.pairwise(depths))
    many = scene_of(BoxSource(np.zeros((100, 5, 6))), Cut(apart=(0, 0.5)))
    assert many.layers == 4
    assert len(many.parts) <= MOST_SLABS


def test_groups_show_every_box_with_its_index():
    array = np.arange(120).reshape(2, 3, 4, 5)
    scene = scene_of(BoxSource(array), groups=Groups(columns=0))
    assert [frame.index for frame in scene.frames] == [(0,), (1,)]
    for part, expected in zip(scene.parts, array, strict=True):
        np.testing.assert_array_equal(part.volume, expected)
    assert scene.hidden == 0


def test_groups_that_are_not_shown_are_counted():
    scene = scene_of(BoxSource(np.zeros((40, 2, 2, 2))), groups=Groups(columns=0))
    assert len(scene.frames) == MOST_GROUPS
    assert scene.hidden == 40 - MOST_GROUPS

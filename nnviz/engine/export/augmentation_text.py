"""Pictures varied at random, as code that stands by itself."""

from __future__ import annotations

_PHOTO = '''\
def vary(pictures, random):
    """Mirror photos, shift them and make them brighter or darker, 32 at a time as nnviz does."""
    return np.concatenate([vary_block(pictures[n : n + 32], random) for n in range(0, len(pictures), 32)])


def vary_block(pictures, random):
    count, height, width, _ = pictures.shape
    down, right = max(1, round(height / 8)), max(1, round(width / 8))
    wide = np.pad(pictures, ((0, 0), (down, down), (right, right), (0, 0)), mode="symmetric")
    rows = random.integers(0, 2 * down + 1, count)[:, None] + np.arange(height)
    columns = random.integers(0, 2 * right + 1, count)[:, None] + np.arange(width)
    mirrored = random.random(count) < 0.5
    columns[mirrored] = columns[mirrored, ::-1]
    moved = wide[np.arange(count)[:, None, None], rows[:, :, None], columns[:, None, :]]
    light = 1 + random.uniform(-0.12, 0.12, (count, 1, 1, 1)).astype("float32")
    return (np.minimum(moved * light, 255) + 0.5).astype("uint8")


'''
_DRAWN = '''\
# Drawings are varied as other hands and pens would have made them. With nnviz installed this is its own
# code, and the losses are the same; without it, layers of Keras come close, and they differ by chance.
try:
    from nnviz.core.augmentation import vary_drawings
except ImportError:
    hand = keras.Sequential(
        [
            layers.RandomRotation(15 / 360, fill_mode="constant", seed=SEED),
            layers.RandomZoom((-0.15, 0.2), (-0.15, 0.2), fill_mode="constant", seed=SEED),
            layers.RandomTranslation(0.09, 0.09, fill_mode="constant", seed=SEED),
        ]
    )

    def vary_drawings(pictures, random):
        """Turn, stretch and shift drawings."""
        return np.asarray(hand(pictures.astype("float32"), training=True))


def vary(pictures, random):
    """Vary 32 drawings at a time, as nnviz does."""
    blocks = [vary_drawings(pictures[n : n + 32], random) for n in range(0, len(pictures), 32)]
    return np.concatenate(blocks)


'''
VARIATIONS = {"none": "", "drawn": _DRAWN, "photo": _PHOTO}
"""Code of a function ``vary(pictures, random)`` for each augmentation that has one."""

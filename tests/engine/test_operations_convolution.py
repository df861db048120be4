"""The convolution of the operations panel against the layer of Keras."""

from __future__ import annotations

import numpy as np
import pytest

from nnviz.core.operations.catalogue import BY_ID


@pytest.mark.parametrize("padding", ["valid", "same"])
@pytest.mark.parametrize("stride", [1, 2, 3])
@pytest.mark.parametrize(("picture", "kernel"), [((5, 5, 2), (3, 3, 2, 1)), ((6, 7, 3), (2, 3, 3, 4))])
def test_it_equals_keras(padding, stride, picture, kernel):
    import keras

    random = np.random.default_rng(0)
    x, k = random.normal(size=picture).astype(np.float32), random.normal(size=kernel).astype(np.float32)
    expected = np.asarray(keras.ops.conv(x[None], k, strides=stride, padding=padding))[0]
    plan = BY_ID["convolution"].plan((x, k), {"padding": padding, "stride": str(stride)})
    np.testing.assert_allclose(plan.result, expected, atol=1e-4)

from __future__ import annotations

import numpy as np

from nnviz.qt.store import Store


def test_changed_carries_both_states(qtbot):
    store = Store()
    image = np.zeros((28, 28, 1))
    with qtbot.waitSignal(store.changed) as heard:
        store.update(image=image, generation=1)
    new, old = heard.args
    assert new is store.state
    assert new.image is image
    assert old.image is None


def test_nothing_is_said_when_nothing_changes(qtbot):
    store = Store()
    image = np.zeros((28, 28, 1))
    store.update(image=image)
    with qtbot.assertNotEmitted(store.changed):
        store.update(image=image, layer_id=None)

"""Why a training cannot go on, in words."""

from __future__ import annotations

from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError


def diverged(loss: float, batch: int, epoch: int, learning_rate: float) -> UserError:
    """Return the error of a loss that is no longer a number."""
    return UserError(
        QT_TRANSLATE_NOOP(
            "Errors",
            "The loss became {loss} at batch {batch} (epoch {epoch}), so the training ended. The network was put "
            "back to where this epoch began. Start again with a learning rate below {learning_rate:g}, for "
            "example {lower:g}.",
        ),
        loss=loss,
        batch=batch,
        epoch=epoch,
        learning_rate=learning_rate,
        lower=learning_rate / 10.0,
    )


def out_of_memory(batch_size: int, steps: int) -> UserError:
    """Return the error of a batch that does not fit into memory."""
    return UserError(
        QT_TRANSLATE_NOOP(
            "Errors",
            "There is not enough memory to train on {batch_size} pictures at once. What was learnt in "
            "{steps} batches is kept. Start again with a smaller batch size, for example {smaller}.",
        ),
        batch_size=batch_size,
        steps=steps,
        smaller=max(1, batch_size // 2),
    )

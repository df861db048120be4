"""What can end a training, or keep one from going on, in words."""

from __future__ import annotations

from nnviz.core.messages import QT_TRANSLATE_NOOP, UserError


def diverged(loss: float, batch: int, epoch: int, learning_rate: float) -> UserError:
    """Return the error of a loss that is no number any more."""
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
    """Return the error of a batch that memory has no room for."""
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


def check_same_data(kept: int, found: int) -> None:
    """Raise `UserError` when a checkpoint was made with another number of training pictures."""
    if kept != found:
        raise UserError(
            QT_TRANSLATE_NOOP(
                "Errors",
                "The data have changed since this training was kept: it had {kept} pictures to learn from, now there "
                "are {found}. Nothing was changed. Bring the data back, or use the description for a new training.",
            ),
            kept=kept,
            found=found,
        )

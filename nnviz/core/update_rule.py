"""What an optimizer makes of one gradient: the update of one weight, written out with its numbers."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class UpdateRule:
    """An optimizer and its constants, as Keras names them; `step` counts from 1 (Adam's t)."""

    optimizer: str
    learning_rate: float
    step: int = 1
    momentum: float = 0.0
    rho: float = 0.9
    beta_1: float = 0.9
    beta_2: float = 0.999
    epsilon: float = 1e-7
    weight_decay: float = 0.0


@dataclass(frozen=True)
class UpdateTerm:
    """One line of the calculation: `name` = `formula`, the same with numbers put in, and what comes of it."""

    name: str
    formula: str
    numbers: str
    value: float


def update_terms(rule: UpdateRule, weight: float, gradient: float, state: Mapping[str, float]) -> list[UpdateTerm]:
    """Return the lines that lead from a weight and its gradient to the new weight, the last line.

    `state` holds what the optimizer remembers of this weight before the update: ``momentum`` and ``velocity``, 0 at
    the beginning. The formulas are those of Keras 3: SGD ``w - lr g``; with momentum ``m = mu m - lr g, w + m``;
    Nesterov ``w + mu m - lr g``; RMSprop (Hinton, 2012) and Adam (Kingma and Ba, 2015, with the epsilon before
    section 2.1's bias correction), AdamW (Loshchilov and Hutter, 2019).

    Examples
    --------
    >>> [term.value for term in update_terms(UpdateRule("sgd", 0.5), 1.0, 0.25, {})]
    [0.875]
    >>> terms = update_terms(UpdateRule("momentum", 0.5, momentum=0.9), 1.0, 0.25, {"momentum": -0.1})
    >>> [(term.name, round(term.value, 4)) for term in terms]
    [('m', -0.215), ('w′', 0.785)]
    """
    match rule.optimizer:
        case "sgd":
            return [_sgd(rule, weight, gradient)]
        case "momentum" | "nesterov":
            return _momentum(rule, weight, gradient, state.get("momentum", 0.0))
        case "rmsprop":
            return _rmsprop(rule, weight, gradient, state.get("velocity", 0.0))
        case "adam" | "adamw":
            return _adam(rule, weight, gradient, state)
    raise ValueError(f"unknown optimizer: {rule.optimizer}")


def _sgd(rule: UpdateRule, w: float, g: float) -> UpdateTerm:
    rate = rule.learning_rate
    return UpdateTerm("w′", "w − η·g", f"{_n(w)} − {_n(rate)}·{_n(g)}", w - rate * g)


def _momentum(rule: UpdateRule, w: float, g: float, m: float) -> list[UpdateTerm]:
    mu, rate = rule.momentum, rule.learning_rate
    new = mu * m - rate * g
    terms = [UpdateTerm("m", "µ·m − η·g", f"{_n(mu)}·{_n(m)} − {_n(rate)}·{_n(g)}", new)]
    if rule.optimizer == "momentum":
        return [*terms, UpdateTerm("w′", "w + m", f"{_n(w)} + {_n(new)}", w + new)]
    numbers = f"{_n(w)} + {_n(mu)}·{_n(new)} − {_n(rate)}·{_n(g)}"
    return [*terms, UpdateTerm("w′", "w + µ·m − η·g", numbers, w + mu * new - rate * g)]


def _rmsprop(rule: UpdateRule, w: float, g: float, v: float) -> list[UpdateTerm]:
    rho, rate = rule.rho, rule.learning_rate
    new = rho * v + (1.0 - rho) * g * g
    result = w - rate * g / math.sqrt(new + rule.epsilon)
    return [
        UpdateTerm("v", "ρ·v + (1 − ρ)·g²", f"{_n(rho)}·{_n(v)} + {_n(1 - rho)}·{_n(g)}²", new),
        UpdateTerm("w′", "w − η·g / √(v + ε)", f"{_n(w)} − {_n(rate)}·{_n(g)} / √{_n(new + rule.epsilon)}", result),
    ]


def _adam(rule: UpdateRule, w: float, g: float, state: Mapping[str, float]) -> list[UpdateTerm]:
    b1, b2, t, rate = rule.beta_1, rule.beta_2, rule.step, rule.learning_rate
    m_old, v_old = state.get("momentum", 0.0), state.get("velocity", 0.0)
    m = b1 * m_old + (1.0 - b1) * g
    v = b2 * v_old + (1.0 - b2) * g * g
    m_hat, v_hat = m / (1.0 - b1**t), v / (1.0 - b2**t)
    # Keras adds epsilon to the root of v before that is corrected: an epsilon larger by the same factor.
    epsilon = rule.epsilon / math.sqrt(1.0 - b2**t)
    terms = [
        UpdateTerm("m", "β₁·m + (1 − β₁)·g", f"{_n(b1)}·{_n(m_old)} + {_n(1 - b1)}·{_n(g)}", m),
        UpdateTerm("v", "β₂·v + (1 − β₂)·g²", f"{_n(b2)}·{_n(v_old)} + {_n(1 - b2)}·{_n(g)}²", v),
        UpdateTerm("M", "m / (1 − β₁ᵗ)", f"{_n(m)} / (1 − {_n(b1)}^{t})", m_hat),
        UpdateTerm("V", "v / (1 − β₂ᵗ)", f"{_n(v)} / (1 − {_n(b2)}^{t})", v_hat),
    ]
    if rule.optimizer == "adamw":
        decayed = w - rate * rule.weight_decay * w
        numbers = f"{_n(w)} − {_n(rate)}·{_n(rule.weight_decay)}·{_n(w)}"
        terms.append(UpdateTerm("w", "w − η·λ·w", numbers, decayed))
        w = decayed
    result = w - rate * m_hat / (math.sqrt(v_hat) + epsilon)
    numbers = f"{_n(w)} − {_n(rate)}·{_n(m_hat)} / (√{_n(v_hat)} + {_n(epsilon)})"
    return [*terms, UpdateTerm("w′", "w − η·M / (√V + ε)", numbers, result)]


def _n(number: float) -> str:
    """Return a number in four digits, in brackets where it is negative."""
    text = f"{number:.4g}".replace("-", "−")
    return f"({text})" if number < 0 else text

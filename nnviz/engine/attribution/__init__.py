"""Explain a model's answer for one picture: which pixels speak for a class or a unit."""

from nnviz.engine.attribution.attributor import Attributor, attribute

__all__ = ["Attributor", "attribute"]

"""The rules by which one unit's arithmetic is told, one file a family of layers."""

from nnviz.core.arithmetic.follow import arithmetic_of, follow_unit, keys_needed

__all__ = ["arithmetic_of", "follow_unit", "keys_needed"]

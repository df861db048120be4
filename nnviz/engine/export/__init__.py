"""Experiments as text that runs without nnviz: scripts and notebooks."""

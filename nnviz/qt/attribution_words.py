"""The ways to ask why, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nnviz.core.attribution import Method


def method_name(method: Method) -> str:
    """Return what a method is called."""
    translate = QCoreApplication.translate
    return {
        Method.SALIENCY: translate("Attribution", "Saliency"),
        Method.GRADIENT_INPUT: translate("Attribution", "Gradient × input"),
        Method.SMOOTH_GRAD: translate("Attribution", "SmoothGrad"),
        Method.INTEGRATED_GRADIENTS: translate("Attribution", "Integrated gradients"),
        Method.GRAD_CAM: translate("Attribution", "Grad-CAM"),
        Method.OCCLUSION: translate("Attribution", "Occlusion"),
        Method.MAXIMISATION: translate("Attribution", "Activation maximisation"),
        Method.EFFECTIVE_FIELD: translate("Attribution", "Effective field"),
    }[method]


def method_sentence(method: Method) -> str:
    """Return how to read the colours of a method."""
    translate = QCoreApplication.translate
    return {
        Method.SALIENCY: translate("Attribution", "Bright pixels change the score most when they change a little."),
        Method.GRADIENT_INPUT: translate(
            "Attribution", "Orange pixels speak for it, blue ones against it: value times influence."
        ),
        Method.SMOOTH_GRAD: translate("Attribution", "Saliency, averaged over noisy copies of the drawing."),
        Method.INTEGRATED_GRADIENTS: translate(
            "Attribution",
            "Orange pixels raised the score on the way from an empty picture to this one; blue: lowered.",
        ),
        Method.GRAD_CAM: translate("Attribution", "Bright regions hold the maps that speak for it in one layer."),
        Method.OCCLUSION: translate("Attribution", "Orange: covering this place lowers the score. Blue: raises it."),
        Method.MAXIMISATION: translate("Attribution", "A picture made from nothing that excites it as much as can be."),
        Method.EFFECTIVE_FIELD: translate("Attribution", "Bright pixels change the unit most."),
    }[method]

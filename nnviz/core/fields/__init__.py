"""How a box of a layer's output reaches back into its inputs, one file a family of layers."""

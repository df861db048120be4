"""What the program knows: numpy, scipy and Pillow only; immutable in, immutable out."""

"""The mathematics that a lesson shows: numpy, short enough to read in class."""

"""What NumPy does to arrays, step by step: the result, the line of code, and the frames of an animation."""

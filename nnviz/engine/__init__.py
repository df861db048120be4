"""What the program computes: Keras and TensorFlow, imported inside functions only."""

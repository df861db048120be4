"""The description of a model, read from a stranger's file and vetted before anything is built from it."""

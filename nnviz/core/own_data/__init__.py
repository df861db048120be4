"""Data of one's own: folders of pictures, NumPy archives, tables and drawings, read as a `Dataset`."""

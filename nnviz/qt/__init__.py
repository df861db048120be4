"""What the program shows: everything with a widget, a timer or a signal."""

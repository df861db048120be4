"""Reusable widgets that know no store."""

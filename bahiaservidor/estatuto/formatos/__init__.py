"""Formats of numbers, dates and names: one small module each, with `validar` and `formatar`."""

"""Tests of the papers: the PDF is read back."""

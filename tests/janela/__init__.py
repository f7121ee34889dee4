"""Tests of the windows: real widgets, off screen."""

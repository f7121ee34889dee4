"""The registry of civil servants of the state of Bahia, under Lei 6.677/1994."""

__version__ = "0.1.0"

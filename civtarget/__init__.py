"""civtarget: a city's annual target plan, made something that a machine can check."""

__version__ = "0.1.0"

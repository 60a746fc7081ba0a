"""Benchmarks: each module that offers `figures()` yields its figures one by one, floor and subject measured in turn."""

from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent

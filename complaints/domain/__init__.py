"""The rules: plain values and pure functions; no input or output, no clock of their own, no framework."""

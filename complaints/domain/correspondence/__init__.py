"""What is written to reporters, and what must not be."""

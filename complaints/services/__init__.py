"""The use cases: one module per stage of a complaint's life, one function or method per verb."""

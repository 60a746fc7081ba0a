"""The stores: one module per stage, each statement written out."""

"""The `aryz` command: exit status 0 done, 1 the answer is no, 2 wrong use; errors are one plain line."""

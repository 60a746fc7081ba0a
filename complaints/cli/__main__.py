"""`python -m complaints.cli`."""

from complaints.cli import main

main()

"""The building blocks of the stacks, one thing a file."""

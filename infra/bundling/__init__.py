"""What is shipped to Lambda, made without Docker: one archive of code, one layer of dependencies."""

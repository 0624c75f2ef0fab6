"""The infrastructure of Kroost as code: stacks data <- app <- door <- watch, one typed stage each for local, test and prod."""

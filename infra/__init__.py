"""The infrastructure of Kroost as code: stacks data <- app <- door <- watch; typed stages local, test and prod."""

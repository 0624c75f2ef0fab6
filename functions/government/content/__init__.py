"""What each flow states, version 1: one file a flow, strict models with the Crossroads Bank's names where known."""

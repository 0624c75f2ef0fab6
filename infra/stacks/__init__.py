"""The four stacks; each knows only what stands to its left: data <- app <- door <- watch."""

"""The stages: everything in which one deployment may differ from another."""

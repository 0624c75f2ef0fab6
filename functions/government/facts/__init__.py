"""From what each flow states to the fact that a family's file keeps of it: one file a flow."""

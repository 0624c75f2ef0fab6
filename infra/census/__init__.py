"""The copy census: every place of the synthesized app where a person's bytes can rest."""

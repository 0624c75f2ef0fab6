"""Generators and checks that are run by hand or by the gates; nothing of this ships."""

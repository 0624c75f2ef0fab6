"""Tests of the infrastructure: templates, security checks, archives. Nothing is deployed."""

"""Tests over real answers of services with fake persons, which are not part of the repository."""

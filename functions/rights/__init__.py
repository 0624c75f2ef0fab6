"""The rights of a person: here erasure, from the request to the signed statement."""

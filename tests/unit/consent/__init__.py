"""Tests of the room `consent`."""

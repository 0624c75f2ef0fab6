"""Which goals the tests of this tree prove in full."""

"""Government drops: what authorities send becomes dated facts, once, in any order, with its origin."""

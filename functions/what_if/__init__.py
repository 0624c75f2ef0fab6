"""The narrow public door of the law: a household and a month in, every amount with its reason out; stores nothing."""

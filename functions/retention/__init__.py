"""The end of terms: what is due is destroyed, conditional on still being due, with evidence in the same write."""

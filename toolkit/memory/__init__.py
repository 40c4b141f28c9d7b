"""The translation memory: what a person approved, found again by exact, number-folded and fuzzy match."""

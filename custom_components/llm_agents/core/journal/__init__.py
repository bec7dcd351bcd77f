"""The append-only record of every turn: undo, why, and the projections built from it."""

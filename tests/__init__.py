"""Tests: core (pure), repo (the repository's own rules), ha (in process), app, e2e (everything real)."""

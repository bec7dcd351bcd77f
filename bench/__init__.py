"""Benchmarks: `python -m bench.NAME [--json] [--quick]`, each beside its peers in one run."""

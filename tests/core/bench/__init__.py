"""The benchmarks' own parts, without Home Assistant."""

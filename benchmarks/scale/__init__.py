"""How `incidents` fares at scale beside named peers: ``python -m benchmarks.scale``."""

"""Backends of the coder that are asked over a network. Their answers are checked before anybody sees them."""

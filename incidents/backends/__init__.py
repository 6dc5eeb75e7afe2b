"""Backends of the coder that are asked over a network. What they answer is checked before anybody sees it.

They know the codebook and the values, not the rules: those are handed in, to be asked as well.
"""

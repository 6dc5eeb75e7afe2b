"""Places in an article: names, what the words around say, which place is meant. Start at ``finding``."""

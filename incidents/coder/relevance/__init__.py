"""Whether an article is about a security incident of now."""

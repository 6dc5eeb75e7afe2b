"""Events become rows under a profile, and rows become files."""

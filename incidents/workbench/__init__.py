"""The workbench: one article on it, the events in work, and what a person does to them key by key. Draws nothing."""

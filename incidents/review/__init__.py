"""What a person does to a suggestion: the coding form, its problems, and the rules across fields. Pure."""

"""Services: the use cases of a project, one module per noun. ``Project`` hands them out; nothing here prints."""

"""A file, a page or a URL becomes an Article: title, outlet, date, language and clean text."""

"""Rows of files become events under a profile: the way in. Files are opened here; nothing is stored here."""

"""A release: a folder of tables, their description, the codebook and a citation; can be checked and made again."""

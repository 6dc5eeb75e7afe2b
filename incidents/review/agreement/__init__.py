"""How far two or more people who coded the same articles agree: on which events there are, and on their values.

Pure: takes codings, opens no file and no database.
"""

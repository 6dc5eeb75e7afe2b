"""Two codings of the same articles held against each other: which events were found, and which values are right.

Pure: takes lines and values, opens no file, runs no coder. The measures are those of the project's hand-coded news, so
that anybody's figures can be held beside ours.
"""

"""What a sentence mentions: numbers, weapons, acts, parties, claims; dates, places and harm in folders of their own.

Parties are read as ``phrases`` and chosen by ``chunking``; their roles are read by ``positions``, with the help of
``clauses``, and chosen by ``labelling``.
"""

"""How an event follows from its reports, by a named rule for each aspect. Pure: values in, values out.

``settling`` is the way in. The other modules are its parts: what a report states on one aspect (``statement``,
``parts``), which statement a rule picks (``picking``), and how counts and rows of several reports are joined.
"""

"""Learning from verdicts: small models fitted on a project's own codings, and whether they help. Needs scikit-learn.

The only room that knows it: what is learned is plain numbers (``domain.learned``), used without it.
"""

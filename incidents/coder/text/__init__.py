"""A text as paragraphs, sentences and words, and the matcher that finds the codebook's cues in them."""

"""What a sentence mentions: numbers, weapons, acts, parties, claims; dates, places and harm in folders of their own."""

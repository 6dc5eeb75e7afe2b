"""Pure work on coded events: form, checks, reconciliation, duplicates, adjudication, agreement, evaluation."""

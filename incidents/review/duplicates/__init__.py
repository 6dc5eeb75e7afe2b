"""What may be the same twice: articles that share their words, and events that agree in when, where, what and whom."""

"""incidents: news articles become research-grade event data, with the words behind each value."""

__version__ = "0.1.0"

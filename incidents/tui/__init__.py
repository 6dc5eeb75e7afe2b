"""The terminal desk: coding on a full screen. Only this package imports Textual."""

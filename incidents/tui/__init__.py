"""The desk on a full screen: the only room that knows Textual. What a key does is decided in ``workbench``."""

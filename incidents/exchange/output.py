"""Former names of ``files``, for command modules that have not moved yet."""

from incidents.exchange.files import STDOUT, open_output

__all__ = ["STDOUT", "open_output"]

"""Writers of files, one module for each format. All take rows of ``exchange.rows`` and stream them."""

"""Read files of events: CSV and XLSX, in the layouts of other datasets, in our own, or through a mapping of columns."""

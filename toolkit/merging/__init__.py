"""Bringing edited files home: rows of a DOCX, XLIFF, TSV or XLSX matched with the segments they came from."""

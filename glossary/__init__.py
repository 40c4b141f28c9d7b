"""The built-in glossary, one TSV per domain, installed as ``zhdoc_glossary``."""

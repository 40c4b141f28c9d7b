"""Sample documents and sentence pairs, installed as ``zhdoc_corpus``."""

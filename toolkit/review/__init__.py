"""The review app: a local web page in which a person reads, corrects and approves an aligned file."""

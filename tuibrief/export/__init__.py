"""Library -> files for other programs; one file a format."""

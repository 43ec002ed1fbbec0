"""Qt models over data transfer objects."""

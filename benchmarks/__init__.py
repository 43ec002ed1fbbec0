"""What `dev.py bench` measures: each figure beside the bare one of the same library."""

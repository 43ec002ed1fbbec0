"""Work away from the window: two worker threads and the way back."""

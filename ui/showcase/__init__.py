"""The program showing itself: the tour of the main job, and pictures of every screen and paper."""

"""Plain data that goes into and comes out of the services; no behaviour beyond small properties."""

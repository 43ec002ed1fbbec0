"""A practice vault full of invented people in Kota Serang; the only place with made-up chance."""

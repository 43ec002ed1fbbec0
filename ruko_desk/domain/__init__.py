"""Plain values, code lists and rules; the standard library and phonenumberslite only."""

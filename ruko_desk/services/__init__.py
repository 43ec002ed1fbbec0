"""The verbs of the office: one public method, one use case, one transaction."""

"""Long tasks in steps, each over a step model without Qt."""

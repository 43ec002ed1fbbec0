"""Stand-ins that tests inject: prompts, printer, runner, services, gate."""

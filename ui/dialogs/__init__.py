"""Small dialogs behind the prompts: question, text, choice, print, crash."""

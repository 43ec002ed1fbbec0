"""The pages before the desk: unlock, PIN, recovery sheet, new passphrase, trouble, restore."""

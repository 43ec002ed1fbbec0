"""Key derivation, key ring and sealed boxes; `cryptography` is the only crypto library."""

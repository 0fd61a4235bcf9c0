"""Joining an edition: registration, with the consent and the accepted rules."""

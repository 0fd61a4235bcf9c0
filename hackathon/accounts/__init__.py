"""People and roles: accounts, organisations, sign-ins, consents."""

"""What tests stand on: databases, clock, server, browser. No rule of the product is known here."""

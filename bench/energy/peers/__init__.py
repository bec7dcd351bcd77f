"""Other optimizers in our closed loop: each runs in its own process, with its own Python, over lines of JSON."""

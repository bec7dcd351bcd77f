"""How well sentences are understood: right end states, layer by layer, beside Home Assistant's own agent."""

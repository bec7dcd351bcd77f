"""The pure core: understanding, agents, models and journal. Imports nothing of Home Assistant."""

"""The home as data: floors, areas, devices, entities, what they can do, and how to find them."""

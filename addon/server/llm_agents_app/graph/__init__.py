"""The graph of the home: a projection of Home Assistant's registries that can be thrown away and pushed again."""

"""Tests of the integration inside a Home Assistant of the test kit."""

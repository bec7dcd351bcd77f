"""What is remembered: facts, people's names for things, habits, and what is likely to be asked next."""

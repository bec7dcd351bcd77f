"""The kernel: the one path every act takes, its policy and its memory of the dialogue."""

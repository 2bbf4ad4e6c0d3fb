"""What an operator does in the worst hour, played with the real programs and measured."""

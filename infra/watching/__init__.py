"""What is promised and watched: alarms on promises, never on machines for their own sake."""

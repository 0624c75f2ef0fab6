"""What ships to Lambda: one folder a room, import path = folder path = path in the archive."""

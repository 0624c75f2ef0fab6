"""What the commands about restores share: the drill, the reader that trusts nobody, and copies of whole tables."""

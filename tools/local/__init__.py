"""Runs the whole system on this machine: emulator, deployment, made-up families, the story, one address to look at.

Nothing here imports `functions`: what is shown is the deployed system, over HTTP, bucket and queue.
"""

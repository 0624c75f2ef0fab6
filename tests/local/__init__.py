"""Tests of the deployed system: the real CDK app on the emulator, over HTTP, bucket and queue."""

"""The only room that imports boto3 and Powertools: settings, clients, log, metrics, http, clocks."""

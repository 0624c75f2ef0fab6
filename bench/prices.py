"""List prices of the services in use, in US dollars, region eu-west-1, without free tiers and discounts.

Taken down in November 2026 from general knowledge of the public price pages and not checked against them one by one:
good for orders of magnitude. Put the figures of your own region and contract here, then `python -m bench.cost_model
--write` renews the tables of `docs/deploy.md`.
"""

MILLION = 1_000_000

API_REQUEST = 3.50 / MILLION
ALARM_MONTH = 0.10
BOARD_MONTH = 3.00
CUSTOM_METRIC_MONTH = 0.30
FIREWALL_MONTH = 5.00
FIREWALL_RULE_MONTH = 1.00
FIREWALL_REQUEST = 0.60 / MILLION
KEY_MONTH = 1.00
KEY_REQUEST = 0.03 / 10_000
LAMBDA_GB_SECOND = 0.0000166667
LAMBDA_REQUEST = 0.20 / MILLION
LOG_GB = 0.57
QUEUE_REQUEST = 0.40 / MILLION
READ_UNIT = 0.1415 / MILLION
RESTORE_GB_MONTH = 0.226
STATE_TRANSITION = 0.025 / 1_000
STORAGE_GB_MONTH = 0.283
TRACE = 5.00 / MILLION
WRITE_UNIT = 0.705 / MILLION

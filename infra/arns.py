"""ARNs of things with known names: built from the partition at hand, never from a fixed one."""

from aws_cdk import Aws


def arn(service: str, resource: str) -> str:
    """Return the ARN of a resource of this account, region and partition."""
    return f"arn:{Aws.PARTITION}:{service}:{Aws.REGION}:{Aws.ACCOUNT_ID}:{resource}"


def role_arn(name: str) -> str:
    """Return the ARN of a role (roles have no region)."""
    return f"arn:{Aws.PARTITION}:iam::{Aws.ACCOUNT_ID}:role/{name}"


def session_arn(role: str) -> str:
    """Return the pattern of a role's sessions."""
    return f"arn:{Aws.PARTITION}:sts::{Aws.ACCOUNT_ID}:assumed-role/{role}/*"


def bucket_arn(name: str) -> str:
    """Return the ARN of a bucket (buckets have neither region nor account)."""
    return f"arn:{Aws.PARTITION}:s3:::{name}"


def queue_url(name: str) -> str:
    """Return the address of a queue of this account."""
    return f"https://sqs.{Aws.REGION}.{Aws.URL_SUFFIX}/{Aws.ACCOUNT_ID}/{name}"

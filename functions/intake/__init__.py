"""The website's forms: families that join, visitors who want to hear more, people who apply for a job."""

"""The register: what personal data exists, why, on which ground, how long, who sees it and who receives it."""

"""The register for machines, described by OpenAPI."""

from __future__ import annotations

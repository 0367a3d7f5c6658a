"""A rehearsal: a second forum on its own record, in which anybody may take any seat.

It is for training, drills, demonstrations and load tests. Its acts are real acts of another forum: another name,
another origin, other keys, so that the real record can never accept them, nor it those of the real one.
"""

from __future__ import annotations

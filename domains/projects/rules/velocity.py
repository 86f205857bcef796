"""How fast interest in a project grows: what others did lately, the fresher the heavier.

    velocity = sum over what others did in the last WINDOW of  weight * 0.5 ^ (age / HALF_LIFE)

A like, a comment that stands and a view each have their weight; what the owner does to their own project has none.
So a project that nobody touches halves its velocity every HALF_LIFE, and drops to 0 after WINDOW.
"""

from datetime import timedelta

HALF_LIFE = timedelta(days=2)
# Seven half-lives: what is older would count less than a hundredth.
WINDOW = timedelta(days=14)
LIKE_WEIGHT = 3.0
COMMENT_WEIGHT = 4.0
VIEW_WEIGHT = 1.0

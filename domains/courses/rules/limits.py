"""How much of everything there may be."""

MOST_COINS = 100_000
MOST_SEATS = 1_000_000
HIGHEST_SCORE = 1_000
MOST_ATTEMPTS = 100
# A week: no lesson takes longer, and no attempt may.
LONGEST_MINUTES = 10_080
# More than a year of work.
LONGEST_HOURS = 2_000
MOST_PREREQUISITES = 20
# How many generated courses somebody takes at once.
MOST_ACTIVE_COURSES = 5
MOST_LESSONS = 500
# Of one lesson.
MOST_EXERCISES = 50
MOST_MATERIALS = 50

"""`python -m server.postgres.forget`: stop the embedded servers and delete their data."""

from server.postgres import embedded
from server.settings.environment import read

if __name__ == "__main__":
    for name in ("postgres", "postgres-test"):
        embedded.forget(read().data_dir / name)

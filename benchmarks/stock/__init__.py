"""The same models as plain strawberry-django types under the stock executor, with strawberry-django's optimizer."""

"""The planner: an operation becomes SQL once, and from then on rows become answers.

The way of a read, in the order in which to read the rooms:

    coercion    the variables, as GraphQL takes them
    shapes      what of the variables changes the SQL, and what only fills its holes
    selection   what the operation asks for, as a tree: fragments and directives are gone
    fields      each declared field becomes a piece: a column, an expression, a row, a list
    pieces, lists, pages, values, wires, code    what a piece is in SQL, and how its value becomes the answer's
    levels, seen, nulls, sql    querysets under names of their own, written by Django's compiler
    roots, reads    the root fields, each one statement
    plans       plans are kept, with a bound, and filled for each request
    run         statements on the pool: one, or several in one snapshot
    payloads    what a mutation has written, read again by a plan

What cannot be planned is answered by the executor (`schema/resolving.py`), whose result is the definition of right.
"""

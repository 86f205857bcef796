"""How what happens reaches those who listen: the log is the truth, and every room here reads it or passes it on.

The way of an event, in the order in which to read the rooms:

    log, sequencer      what was announced gets its position, after the commit
    wakeups, patience   every process is told to look again, and looks by itself where nobody says so
    tailer, hub         it is read once for the process, and goes to the audiences of its topic
    audience, listener, tells, delivery   who wants the same hears it together; who is late is read to from the log
    texts               what grows while it is read, such as a reply, is told piece by piece
    entrance            those who come at once and want the same are looked up together
    outbox              what is to be sent on one connection
    consumer, socket, protocol, operations, peer    sockets that speak graphql-transport-ws
    stream              streams that speak graphql-sse
    guarding            what goes wrong in an operation is told alike on both
    connections, rights all that are open: how many, looked after, and ended when a right is lost
    engine              all of it as one

What an event looks like to those who hear it is made in `schema/telling.py`.
"""

"""What is counted of live delivery."""

from domains.kit.metrics import Counter

deliveries = Counter("gateway_live_deliveries_total", "Events that were sent to subscribers.")
slow = Counter("gateway_live_slow_total", "How often a subscriber took no more, and went on from the log later.")
overflows = Counter(
    "gateway_live_overflows_total", "How often more events waited than are kept, so that all went on from the log."
)
resyncs = Counter("gateway_live_resyncs_total", "Gaps that subscribers were told of.")
stalled = Counter("gateway_live_stalled_total", "Connections that were closed because they took nothing for too long.")
closed = Counter("gateway_live_closed_total", "Sockets that the gateway closed, by code.", "code")

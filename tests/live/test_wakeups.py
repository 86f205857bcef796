"""Wake-ups through the channel layer: they come, also after the layer has forgotten its groups."""

import asyncio

from server.live.wakeups import Wakeups


async def test_a_process_is_woken_by_itself_and_by_others_however_often_it_joins() -> None:
    woken = asyncio.Event()
    one, other = (
        Wakeups(lambda _: woken.set(), lambda _: None, join_again_seconds=0.05),
        Wakeups(lambda _: None, lambda _: None),
    )
    running = [asyncio.create_task(each.run()) for each in (one, other)]

    async with asyncio.timeout(10):
        for teller in (one, other) * 20:
            await woken.wait()
            woken.clear()
            while not woken.is_set():  # a word between two turns may be lost: the next one is not
                teller.tell(1)
                await asyncio.sleep(0)

    for each in running:
        each.cancel()
    await asyncio.gather(*running, return_exceptions=True)

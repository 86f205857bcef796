"""Wake-ups through the channel layer: they come, also after the layer has forgotten its groups."""

import asyncio

from server.live.wakeups import Wakeups


async def test_a_process_is_woken_by_itself_and_by_others_however_often_it_joins() -> None:
    woken = asyncio.Event()
    one, other = Wakeups(woken.set, join_again_seconds=0.05), Wakeups(lambda: None)
    hearing = asyncio.create_task(one.run())

    async with asyncio.timeout(10):
        for teller in (one, other) * 20:
            await woken.wait()
            woken.clear()
            while not woken.is_set():  # a word between two turns may be lost: the next one is not
                await teller.tell()
                await asyncio.sleep(0)

    hearing.cancel()
    await asyncio.gather(hearing, return_exceptions=True)

"""Telling: what happens becomes what those hear who want the same, in one statement for all of them.

Whoever may not see what an event is about is not told of it: that is asked anew for each event and each viewer, in the
statement that reads it. What comes out alike is encoded once.
"""

from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from itertools import product
from typing import Any, NamedTuple
from uuid import UUID

import psycopg
from graphql import GraphQLError

from domains.kit import pool
from domains.kit.context import Context
from domains.kit.errors import NotFound
from domains.kit.live import Announced, Position
from domains.kit.subscriptions import Checkpoint, Growing, LiveEvent, Resync, Shown, Topic
from domains.kit.threads import on_database
from domains.kit.viewer import Viewer
from schema.admission import MOST_PAIRS, Admission, Question, Viewers, admitted
from schema.counting import fallbacks
from schema.errors import too_complex
from schema.execution import encoded
from schema.planner.errors import TooComplex, Unplannable
from schema.planner.events import EventPlan, Pair, Pairs, TopicPlan, topic_plan
from schema.planner.plans import plans, shapes_of
from schema.planner.reads import Answered
from schema.planner.run import run
from schema.planner.shapes import Leaves
from schema.preparing import NotPrepared
from schema.reading import is_passing
from schema.resolving import resolved
from schema.subscribing import Wish, refused


class Told(NamedTuple):
    """An event as it is told: its place, and by viewer the answer to each who is to hear of it."""

    number: int
    cursor: str
    payloads: Mapping[UUID | None, str]


@dataclass(frozen=True, eq=False)
class Telling:
    """Tells what somebody wants to hear to all who want the same.

    Args:
        log: which log the positions are of.
        wish: what one of them wants; the others differ in who they are.
        topic: what is listened to.
        root: the key of the answer's one field.
        plan: how it is told in SQL.
        leaves: what fills the holes of the plan.
    """

    log: UUID
    wish: Wish
    topic: Topic
    root: str
    plan: TopicPlan
    leaves: Leaves

    @classmethod
    async def of(cls, wish: Wish, log: UUID) -> "Telling":
        """Return what tells a wish.

        Raises:
            NotPrepared: an argument is refused, or it asks for too much.
        """
        topic, root = wish.topic(), wish.root().key
        given = shapes_of(wish.prepared).given(wish.values)
        try:
            plan = await plans.of((wish.prepared, wish.viewer.kind, given.shape), partial(planned, wish))
        except TooComplex:
            raise refused(too_complex(), wish.prepared) from None
        except Unplannable as reason:
            raise refused(GraphQLError(str(reason)), wish.prepared) from reason
        return cls(log, wish, topic, root, plan, given.leaves)

    def checkpoint(self, number: int) -> str:
        """Return the answer that says that all is told up to a position."""
        return self._plain(Checkpoint(cursor=self.cursor(number)))

    def resync(self, number: int) -> str:
        """Return the answer that says that there is a gap before a position."""
        return self._plain(Resync(cursor=self.cursor(number)))

    def piece(self, number: int, key: str, offset: int, text: str) -> str:
        """Return the answer that tells a piece of a text that grows."""
        assert self.topic.growing is not None  # noqa: S101 - for the type checker
        return self._plain(self.topic.growing.piece(self.cursor(number), UUID(key), offset, text))

    def cursor(self, number: int) -> str:
        """Return a position as clients carry it."""
        return Position(self.log, number).cursor()

    def _plain(self, event: LiveEvent) -> str:
        fields = self.plan.plain[type(event).__name__]
        return self._payload({key: make(event, ()) for key, make in fields})

    @property
    def name(self) -> str:
        """The topic that is listened to."""
        return self.topic.name

    @cached_property
    def admission(self) -> Admission | None:
        """Who may listen; nothing where everybody may."""
        if self.topic.requires is None:
            return None
        return Admission(
            self.topic.key.value, self.plan.requires, self.leaves, self.wish.viewer, self._read, self._is_admitted
        )

    async def _is_admitted(self, viewer_id: UUID | None) -> bool:
        topic = self._topic_for(viewer_id)
        assert topic.requires is not None  # noqa: S101 - for the type checker
        return await on_database(topic.requires.filter(pk=topic.key).exists)()

    @property
    def withdraws(self) -> frozenset[str]:
        """The kinds of events after which some may listen no longer."""
        return self.topic.withdraws

    @property
    def growing(self) -> Growing | None:
        """The texts that are told while they grow."""
        return self.topic.growing

    async def texts(self) -> dict[str, str]:
        """Return the texts that grow now, as far as they are stored, by whose they are.

        Raises:
            OperationalError: the database is away.
        """
        growing = self.topic.growing
        if growing is None:
            return {}
        sql, parameters = growing.rows.order_by().values_list("pk", growing.column).query.sql_with_params()

        async def look_up(server: pool.Connection, *, prepare: bool) -> list[tuple[Any, ...]]:
            return await (await server.execute(sql, parameters, prepare=prepare)).fetchall()

        return {str(key): text for key, text in await pool.tells.read(look_up)}

    def refusal(self) -> NotPrepared:
        """Return the refusal of those who may not: as of something that does not exist."""
        return refused(self.wish.located(NotFound()), self.wish.prepared)

    async def admitted(self, viewers: Viewers) -> set[UUID | None]:
        """Return who of these may listen now.

        Raises:
            OperationalError: the database is away.
        """
        if self.admission is None:
            return set(viewers)
        [found] = await admitted([Question(self.admission, viewers)])
        return found

    async def told(self, events: Sequence[Announced], viewers: Viewers) -> list[Told]:
        """Return these events as these viewers are to hear them; those that nobody is to hear are left out.

        Raises:
            OperationalError: the database is away.
        """
        by_kind: defaultdict[str, list[Announced]] = defaultdict(list)
        for event in events:
            if event.kind in self.topic.shown:
                by_kind[event.kind].append(event)
        told: list[Told] = []
        at_once = max(1, MOST_PAIRS // max(1, len(viewers)))
        for kind, those in by_kind.items():
            for start in range(0, len(those), at_once):
                told += await self._some(kind, those[start : start + at_once], viewers)
        return sorted(told, key=lambda each: each.number)

    async def _some(self, kind: str, events: list[Announced], viewers: Viewers) -> list[Told]:
        """Return events of one kind by their plan; where it does not fit, by the executor, which says how."""
        plan = self.plan.events.get(kind)
        if plan is not None:
            pairs = list(product((UUID(event.payload["id"]) for event in events), viewers))
            rows = await self._read(plan.pairs, pairs)
            try:
                if rows is not None:
                    return self._of_rows(plan, kind, events, viewers, rows)
            except Exception:  # noqa: BLE001 - a pure function failed, or a value is none of its type
                fallbacks.add()
        return [await self._resolved(kind, event, viewers) for event in events]

    async def _read(self, pairs: Pairs | None, wanted: Sequence[Pair]) -> Answered | None:
        """Return the rows of a statement for these pairs; nothing where the executor is to answer.

        Raises:
            OperationalError: the database is away.
        """
        if pairs is None:
            return None
        try:
            filled = pairs.filled(wanted, self.leaves, self.wish.viewer)
        except Exception:  # noqa: BLE001 - an argument is refused, or is none of its type
            return None
        try:
            [rows] = await run([filled], lender=pool.tells)
        except psycopg.Error as error:
            if is_passing(error):
                raise
            fallbacks.add()
            return None
        return rows

    def _of_rows(
        self, plan: EventPlan, kind: str, events: list[Announced], viewers: Viewers, rows: Answered
    ) -> list[Told]:
        """Return the events as those hear them for whom there is a row.

        Raises:
            Mismatch: a value is not what its type promises.
        """
        by_event: defaultdict[int, list[Any]] = defaultdict(list)
        for row in rows:
            by_event[row[0] // len(viewers)].append(row)
        return [self._of_event(plan, kind, events[place], viewers, found) for place, found in by_event.items()]

    def _of_event(self, plan: EventPlan, kind: str, announced: Announced, viewers: Viewers, rows: list[Any]) -> Told:
        cursor = self.cursor(announced.position)
        event = _event(self.topic.shown[kind], cursor, None)
        alike: dict[Hashable, str] = {}
        payloads = {}
        for row in rows:
            key = _key(row)
            if key not in alike:
                alike[key] = self._payload(plan.value(event, row))
            payloads[viewers[row[0] % len(viewers)]] = alike[key]
        return Told(announced.position, cursor, payloads)

    async def _resolved(self, kind: str, announced: Announced, viewers: Viewers) -> Told:
        """Return an event by the executor, for one viewer after the other."""
        cursor, prepared = self.cursor(announced.position), self.wish.prepared
        payloads = {}
        for viewer_id in viewers:
            shown = self._topic_for(viewer_id).shown[kind]
            row = await on_database(shown.rows.filter(pk=announced.payload["id"]).first)()
            if row is not None:
                context, event = Context(self._viewer(viewer_id)), _event(shown, cursor, row)
                answer = await resolved(prepared.document, prepared, self.wish.variables, context, event)
                payloads[viewer_id] = encoded(answer).decode()
        return Told(announced.position, cursor, payloads)

    def _topic_for(self, viewer_id: UUID | None) -> Topic:
        return self.wish.topic(self._viewer(viewer_id))

    def _viewer(self, viewer_id: UUID | None) -> Viewer:
        return replace(self.wish.viewer, user_id=viewer_id)

    def _payload(self, value: dict[str, Any]) -> str:
        return encoded({"data": {self.root: value}}).decode()


def planned(wish: Wish) -> TopicPlan:
    """Return how a wish is told to all viewers of the kind; while planning.

    Raises:
        Unplannable, TooComplex
    """
    topic = wish.planned_topic()
    plain = (Checkpoint, Resync, *((topic.growing.event,) if topic.growing else ()))
    return topic_plan(wish.root(), topic, Viewer(wish.viewer.kind), plain)


def _event(shown: Shown, cursor: str, row: Any) -> Any:
    return shown.event(cursor=cursor, **{shown.name: row})


def _key(row: Sequence[Any]) -> Hashable:
    """Return what is equal for rows that are told alike; a row with arrays is like itself only."""
    values = tuple(row[1:])
    try:
        hash(values)
    except TypeError:
        return id(row)
    return values
